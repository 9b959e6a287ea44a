import type { Routed } from '../model/routed.ts';
import type { Rule } from './settings.ts';
import { foldedWords, hasWord } from './words.ts';

/** What arrived, as far as rules look at it. */
export interface RoutingInput {
  /** The group that the contact chose. */
  readonly choice: string | null;
  /** Of a voicemail: the key that the caller pressed. */
  readonly key: string | null;
  /** The parts before the @ of the addresses that were written to. */
  readonly addresses: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** How things stand at this moment. */
export interface RoutingSituation {
  readonly rules: readonly Rule[];
  /** Those that exist; the first one takes what nothing else does. */
  readonly groupIds: readonly string[];
  /** Where keys of the switchboard lead (VM2). */
  readonly keyGroups: ReadonlyMap<string, string>;
  readonly availableIds: ReadonlySet<string>;
  readonly waitingByGroupId: ReadonlyMap<string, number>;
}

/**
 * Where it is put, and why: the first rule that fits and is not passed over; else what the contact chose; else where the key
 * leads; else the first group. Everybody sees it there (RT2). The same input gives the same choice.
 */
export function route(input: RoutingInput, situation: RoutingSituation): Routed {
  const passed: Routed['passed'] = [];
  const matches = matcher(input);
  for (const rule of situation.rules) {
    if (!matches(rule)) continue;
    const reason = passedOver(rule, situation);
    if (reason !== null) {
      passed.push({ name: rule.name, reason });
      continue;
    }
    const why = { by: 'rule' as const, ruleId: rule.id, name: rule.name, condition: rule.by };
    return { groupId: rule.groupId, why, passed };
  }
  return { ...withoutRule(input, situation), passed };
}

function withoutRule(
  { choice, key }: RoutingInput,
  { groupIds, keyGroups }: RoutingSituation,
): Pick<Routed, 'groupId' | 'why'> {
  if (choice !== null && groupIds.includes(choice)) return { groupId: choice, why: { by: 'choice' } };
  const led = key === null ? undefined : keyGroups.get(key);
  if (key !== null && led !== undefined && groupIds.includes(led)) return { groupId: led, why: { by: 'key', key } };
  const [first] = groupIds;
  if (first === undefined) throw new Error('the hub has no groups');
  return { groupId: first, why: { by: 'default' } };
}

function passedOver(rule: Rule, situation: RoutingSituation): Routed['passed'][number]['reason'] | null {
  const { groupIds, availableIds, waitingByGroupId } = situation;
  if (!groupIds.includes(rule.groupId)) return 'no-group';
  if (rule.unlessNobody && !rule.people.some((id) => availableIds.has(id))) return 'nobody-there';
  const waiting = waitingByGroupId.get(rule.groupId) ?? 0;
  return rule.unlessWaiting !== null && waiting >= rule.unlessWaiting ? 'full' : null;
}

/** Folds a text once, however many rules look at it. */
function matcher({ choice, key, addresses, subject, text }: RoutingInput): (rule: Rule) => boolean {
  const hasChosen = choice !== null || key !== null;
  const written = new Set(addresses.map((address) => (address.toLowerCase().split('+')[0] ?? '').trim()));
  let inSubject: string | null = null;
  let inText: string | null = null;
  return ({ by, values, overChoice, inText: looksAtText }) => {
    switch (by) {
      case 'category':
        return choice !== null && values.includes(choice);
      case 'key':
        return key !== null && values.includes(key);
      case 'address':
        return (overChoice || !hasChosen) && values.some((value) => written.has(value.toLowerCase()));
      case 'words': {
        if (hasChosen && !overChoice) return false;
        const folded = (inSubject ??= foldedWords(subject));
        if (values.some((word) => hasWord(folded, word))) return true;
        if (!looksAtText) return false;
        const foldedText = (inText ??= foldedWords(text));
        return values.some((word) => hasWord(foldedText, word));
      }
    }
  };
}

/** The word by which a rule knew its case, as coordinators wrote it; for whoever may read the texts. */
export function wordFound(
  { values, inText }: Pick<Rule, 'values' | 'inText'>,
  { subject, text }: Pick<RoutingInput, 'subject' | 'text'>,
): { readonly word: string; readonly place: 'subject' | 'text' } | null {
  const foldedSubject = foldedWords(subject);
  const word = values.find((value) => hasWord(foldedSubject, value));
  if (word !== undefined) return { word, place: 'subject' };
  if (!inText) return null;
  const foldedText = foldedWords(text);
  const other = values.find((value) => hasWord(foldedText, value));
  return other === undefined ? null : { word: other, place: 'text' };
}
