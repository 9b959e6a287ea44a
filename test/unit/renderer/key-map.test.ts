import { expect, test } from 'vitest';
import {
  actingPresses,
  isChanged,
  keyMapOf,
  takenBy,
  withPress,
  withShipped,
  withoutPress,
} from '../../../renderer/keys/key-map.ts';
import { pressOf } from '../../../renderer/keys/press-of.ts';
import { changedPreferences, defaultPreferences, parsePreferences } from '../../../shared/model/preferences.ts';

const shipped = keyMapOf(defaultPreferences);
const pressed = (key: string, held = '') =>
  pressOf({
    key,
    ctrlKey: held.includes('ctrl'),
    altKey: held.includes('alt '),
    shiftKey: held.includes('shift'),
    metaKey: held.includes('meta'),
    getModifierState: (name) => name === 'AltGraph' && held.includes('altgr'),
  });

test('a key is taken from the action that had it, and only what differs from the shipped ones is kept', () => {
  expect(takenBy(shipped, 'e', 'claim')).toBe('resolve');
  const keys = withPress(shipped, 'claim', 'e');
  expect(keys).toEqual({ claim: ['c', 'Control+Shift+p', 'e'], resolve: [] });
  const map = keyMapOf({ keys });
  expect([map.claim, map.resolve, map.reply]).toEqual([['c', 'Control+Shift+p', 'e'], [], shipped.reply]);
  expect(withShipped(map, 'resolve')).toEqual({});
  expect(withoutPress(shipped, 'claim', 'c')).toEqual({ claim: ['Control+Shift+p'] });
});

test('the same fingers are the same key: a Shift that the layout needs makes no difference', () => {
  expect(takenBy(shipped, '/', 'claim')).toBe('search');
  expect(takenBy(shipped, '[Shift]+?', 'claim')).toBe('help');
  expect(withPress(shipped, 'search', '/')).toEqual({ search: ['Control+f', '/'] });
});

test('what was kept by another version, or by a hand, changes nothing that is fixed and makes no Ctrl+Alt', () => {
  const map = keyMapOf({ keys: { back: ['x'], nothing: ['y'], claim: ['Control+Alt+q', 'Hyper+q', 'q'] } });
  expect(map.back).toEqual(['Escape']);
  expect(map.claim).toEqual(['q']);
  expect(isChanged(map, 'claim')).toBe(true);
});

test('without single keys only the others act', () => {
  expect(actingPresses(shipped, 'claim', false)).toEqual(['Control+Shift+p']);
  expect(actingPresses(shipped, 'resolve', false)).toEqual([]);
});

test('characters are known by what they print, wherever the layout has them', () => {
  expect(pressed('/', 'shift')).toEqual({ kind: 'press', press: '[Shift]+/' });
  expect(pressed('ò')).toEqual({ kind: 'press', press: 'ò' });
  expect(pressed('Q', 'ctrl shift')).toEqual({ kind: 'press', press: 'Control+Shift+q' });
  expect(pressed('F9')).toEqual({ kind: 'press', press: 'F9' });
  expect(pressed('Control', 'ctrl')).toEqual({ kind: 'more' });
});

test.each([
  ['€', 'altgr', 'alt-gr'],
  ['@', 'ctrl alt ', 'alt-gr'],
  ['Dead', '', 'dead'],
  ['Enter', '', 'needed'],
  ['c', 'ctrl', 'needed'],
  ['F4', 'alt ', 'needed'],
  ['l', 'meta', 'needed'],
])('%s with %s can be no key: %s', (key, held, why) => {
  expect(pressed(key, held)).toEqual({ kind: 'refused', why });
});

test('a bad value among the preferences costs that value alone; a change changes what it names', () => {
  expect(parsePreferences({ keys: { claim: 'c' }, singleKeys: false, quietHours: { from: 1500, to: 1 } })).toEqual({
    ...defaultPreferences,
    singleKeys: false,
  });
  expect(changedPreferences(defaultPreferences, { keepToasts: true, keys: undefined })).toEqual({
    ...defaultPreferences,
    keepToasts: true,
  });
});
