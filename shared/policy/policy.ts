import * as z from 'zod';
import { policyDefinitions, policyNames, type PolicyDefinition, type PolicyName } from './definitions.ts';

const MAX_TEXT = 500;

type Value<D> = D extends { kind: 'choice'; choices: infer C } ? `${keyof C & (string | number)}` : string;

/** What is in force: only keys that somebody set, each with a value that fits. */
export type Policy = { readonly [N in PolicyName]?: Value<(typeof policyDefinitions)[N]> };

/** Who set a value. The machine's beats the account's, whatever the account's says. */
export type PolicyOrigin = 'machine' | 'user';

/** A value that is not obeyed, and why. The value itself is not repeated: it may be an address with a password. */
export interface PolicyProblem {
  readonly origin: PolicyOrigin;
  /** A key as it was written, at most 100 characters; `null`: the whole source. */
  readonly key: string | null;
  readonly reason: 'unknown-key' | 'bad-value' | 'machine-only' | 'unreadable' | 'not-protected';
}

export interface EffectivePolicy {
  readonly values: Policy;
  readonly origins: Readonly<Partial<Record<PolicyName, PolicyOrigin>>>;
  readonly problems: readonly PolicyProblem[];
}

/** What was found in one place: keys and values, not yet looked at. */
export interface PolicySource {
  readonly origin: PolicyOrigin;
  readonly entries: Readonly<Record<string, unknown>>;
}

/** Later sources of the same origin beat earlier ones (`policies.d` is read in order of name). */
export function effectivePolicy(sources: readonly PolicySource[]): EffectivePolicy {
  const values: Record<string, string> = {};
  const origins: Partial<Record<PolicyName, PolicyOrigin>> = {};
  const problems: PolicyProblem[] = [];
  const ordered = [...ofOrigin(sources, 'user'), ...ofOrigin(sources, 'machine')];
  for (const { origin, entries } of ordered) {
    for (const [key, value] of Object.entries(entries)) {
      const read = readEntry({ origin, key, value });
      if ('reason' in read) {
        problems.push(read);
      } else {
        values[read.name] = read.value;
        origins[read.name] = origin;
      }
    }
  }
  return { values, origins, problems };
}

export const noPolicy: EffectivePolicy = { values: {}, origins: {}, problems: [] };

/** The schema of one value; also what the JSON Schema is made of. */
export function policyValueSchema(definition: PolicyDefinition): z.ZodType<string> {
  if (definition.kind === 'choice') return z.enum(Object.keys(definition.choices));
  const text = z.string().trim().min(1).max(MAX_TEXT);
  return definition.form === 'address' ? text.regex(/^(?:wss?|https?):\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i) : text;
}

/** All of it, as a policy file is written; unknown keys are allowed there and reported by the reader. */
export const policyFileSchema = z.looseObject(
  Object.fromEntries(policyNames.map((name) => [name, policyValueSchema(policyDefinitions[name]).optional()])),
);

function readEntry(entry: {
  origin: PolicyOrigin;
  key: string;
  value: unknown;
}): PolicyProblem | { name: PolicyName; value: string } {
  const { origin, key } = entry;
  const problem = (reason: PolicyProblem['reason']): PolicyProblem => ({ origin, key: key.slice(0, 100), reason });
  const name = policyNames.find((known) => known === key);
  if (name === undefined) return problem('unknown-key');
  const definition: PolicyDefinition = policyDefinitions[name];
  if (origin === 'user' && definition.scope === 'machine') return problem('machine-only');
  const value = policyValueSchema(definition).safeParse(entry.value);
  return value.success ? { name, value: value.data } : problem('bad-value');
}

const ofOrigin = (sources: readonly PolicySource[], origin: PolicyOrigin): PolicySource[] =>
  sources.filter((source) => source.origin === origin);
