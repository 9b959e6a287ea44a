import { describe, expect, test } from 'vitest';
import { suggestPerson } from '../../../../shared/routing/suggest.ts';

const claimedByUserId = new Map([
  ['anna', 3],
  ['luca', 1],
  ['maria', 1],
]);
const suggested = (people: readonly string[], available: readonly string[]) =>
  suggestPerson({ people, availableIds: new Set(available), claimedByUserId });

describe('[RT2] the person who is suggested', () => {
  test('is there and holds the fewest cases; of several the one who is named first', () => {
    expect(suggested(['anna', 'luca', 'maria'], ['anna', 'luca', 'maria'])).toEqual({ userId: 'luca', claimed: 1 });
    expect(suggested(['maria', 'luca'], ['luca', 'maria'])).toEqual({ userId: 'maria', claimed: 1 });
    expect(suggested(['anna', 'luca'], ['maria', 'anna'])).toEqual({ userId: 'anna', claimed: 3 });
    expect(suggested(['anna', 'zoe'], ['zoe', 'anna'])).toEqual({ userId: 'zoe', claimed: 0 });
  });

  test('is nobody in particular where none is named or there: everybody sees the case all the same', () => {
    expect(suggested([], ['anna'])).toBeNull();
    expect(suggested(['anna'], ['luca'])).toBeNull();
  });
});
