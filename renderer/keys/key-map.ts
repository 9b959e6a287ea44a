import type { Preferences } from '../../shared/model/preferences.ts';
import { canChange, definitionOf, isSingle, type KeyId, keyIds, partsOf } from './registry.ts';

/** The presses that lead to each action, as this person has them. */
export type KeyMap = Readonly<Record<KeyId, readonly string[]>>;

const modifiers: readonly string[] = ['Control', 'Shift', '[Shift]', 'Alt'];

/** What was kept may be of another version: what means nothing here counts as not kept. */
export function keyMapOf({ keys }: Pick<Preferences, 'keys'>): KeyMap {
  return Object.fromEntries(
    keyIds.map((id) => {
      const own = canChange(id) ? keys[id] : undefined;
      return [id, own?.filter(isPress) ?? definitionOf(id).presses];
    }),
  ) as unknown as KeyMap;
}

/** Those that act now: without single keys, the others. */
export const actingPresses = (map: KeyMap, id: KeyId, hasSingleKeys: boolean): readonly string[] =>
  hasSingleKeys ? map[id] : map[id].filter((press) => !isSingle(press));

/** The action that this press leads to already, if any; `/` in the text of a reply and search elsewhere are no conflict. */
export function takenBy(map: KeyMap, press: string, except: KeyId): KeyId | null {
  const wanted = meaningOf(press);
  return (
    keyIds.find(
      (id) => id !== except && !definitionOf(id).local && map[id].some((other) => meaningOf(other) === wanted),
    ) ?? null
  );
}

/** With one more press for this action, which is taken from the one that had it. */
export function withPress(map: KeyMap, id: KeyId, press: string): Preferences['keys'] {
  const loser = takenBy(map, press, id);
  const changed: Partial<Record<KeyId, readonly string[]>> = {
    [id]: [...map[id].filter((other) => meaningOf(other) !== meaningOf(press)), press],
    ...(loser === null ? {} : { [loser]: map[loser].filter((other) => meaningOf(other) !== meaningOf(press)) }),
  };
  return differences({ ...map, ...changed });
}

export const withoutPress = (map: KeyMap, id: KeyId, press: string): Preferences['keys'] =>
  differences({ ...map, [id]: map[id].filter((other) => other !== press) });

/** As shipped again; what it gets back is taken from whatever had it meanwhile. */
export function withShipped(map: KeyMap, id: KeyId): Preferences['keys'] {
  const back = new Set(definitionOf(id).presses.map(meaningOf));
  const others = keyIds
    .filter((other) => other !== id && canChange(other))
    .map((other) => [other, map[other].filter((press) => !back.has(meaningOf(press)))] as const);
  return differences({ ...map, ...Object.fromEntries(others), [id]: definitionOf(id).presses });
}

export const isChanged = (map: KeyMap, id: KeyId): boolean => map[id].join(' ') !== definitionOf(id).presses.join(' ');

const differences = (map: KeyMap): Preferences['keys'] =>
  Object.fromEntries(keyIds.filter((id) => canChange(id) && isChanged(map, id)).map((id) => [id, [...map[id]]]));

/** Two presses are one when the same fingers make them: a Shift that the layout may need makes no difference. */
const meaningOf = (press: string): string => press.replaceAll('[Shift]+', '').toLowerCase();

function isPress(press: string): boolean {
  const parts = partsOf(press);
  const isOurs = parts.slice(0, -1).every((part) => modifiers.includes(part));
  return isOurs && !(parts.includes('Control') && parts.includes('Alt'));
}
