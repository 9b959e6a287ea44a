// The JSON Schema of a policy file: valid itself, and of the same opinion as the program about examples, choices and strangers.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { policyDefinitions, policyNames } from '../../../shared/policy/definitions.ts';
import { policyFileSchema } from '../../../shared/policy/policy.ts';
import { inRoot, readJson } from '../project.mjs';

const own = createRequire(import.meta.url);
/** Fastify's. */
const { default: Ajv } = createRequire(own.resolve('fastify/package.json'))('ajv/dist/2020.js');

/** @returns {string[]} */
export function problemsOfPolicySchema() {
  const accepts = new Ajv({ strict: true, strictTypes: false, formats: {} }).compile(
    readJson(inRoot('build/policy/policy.schema.json')),
  );
  const wrong = candidates().filter(
    ({ policy, fits }) => accepts(policy) !== fits || policyFileSchema.safeParse(policy).success !== fits,
  );
  return wrong.map(
    ({ policy, fits }) => `policy.schema.json or the program ${fits ? 'refuses' : 'takes'} ${JSON.stringify(policy)}`,
  );
}

/** @returns {{ policy: unknown, fits: boolean }[]} */
function candidates() {
  const [example] = /** @type {RegExpExecArray} */ (
    /(?<=```json\n)[^`]+/.exec(readFileSync(inRoot('docs/policy.md'), 'utf8'))
  );
  return [
    { policy: {}, fits: true },
    { policy: JSON.parse(example), fits: true },
    ...policyNames.flatMap((name) => {
      const definition = policyDefinitions[name];
      const good = definition.kind === 'choice' ? Object.keys(definition.choices) : [definition.example];
      return [
        ...good.map((value) => ({ policy: { [name]: value }, fits: true })),
        ...['', 7, null, ...(definition.kind === 'choice' ? ['none of these'] : [])].map((value) => ({
          policy: { [name]: value },
          fits: false,
        })),
      ];
    }),
  ];
}
