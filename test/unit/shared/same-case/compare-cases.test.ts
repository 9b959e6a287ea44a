import { describe, expect, test } from 'vitest';
import { compareCases, type ComparedCase, samenessOutcomes } from '../../../../shared/same-case/compare-cases.ts';
import { pairs, type LabelledPair } from '../../../fixtures/same-case/pairs.ts';

const caseOf = (pair: LabelledPair, index: 0 | 1): ComparedCase => ({
  contact: pair.people[index],
  subject: pair.subjects[index],
  text: pair.texts[index],
  arrivedAt: index,
});
const found = (pair: LabelledPair) => compareCases(caseOf(pair, 0), caseOf(pair, 1));

describe('what two cases have to do with each other', () => {
  test.each(samenessOutcomes)('[MG1] %s: precision and recall on the labelled pairs', (outcome) => {
    const said = pairs.filter((pair) => found(pair)?.outcome === outcome);
    const meant = pairs.filter(({ label }) => label === outcome);
    const right = said.filter(({ label }) => label === outcome);
    expect(right.length / said.length).toBeGreaterThanOrEqual(0.9);
    expect(right.length / meant.length).toBeGreaterThanOrEqual(0.9);
  });

  test('[MG1] it does not matter which of the two is looked at', () => {
    for (const pair of pairs) expect(compareCases(caseOf(pair, 1), caseOf(pair, 0))).toEqual(found(pair));
  });

  test('[MG1] it says why, the person first, and how sure it is', () => {
    const [duplicate] = pairs;
    const sameness = found(duplicate!);
    expect(sameness).toMatchObject({ outcome: 'duplicate', reasons: ['same-email', 'same-name', 'same-matter'] });
    expect(sameness?.score).toBeGreaterThan(0.7);
    const namesakes = pairs.find(({ label }) => label === 'homonym');
    expect(found(namesakes!)?.reasons).toEqual(['same-name', 'other-details']);
  });

  test('[MG1] nothing, nonsense and very long texts are compared too', () => {
    const [pair] = pairs;
    const empty = { ...caseOf(pair!, 0), subject: '', text: '' };
    expect(compareCases(empty, empty)).toBeNull();
    const nobody = { ...empty, contact: { name: '', email: null, phone: null } };
    expect(compareCases(nobody, nobody)).toBeNull();
    const long = { ...empty, text: 'gita al lago '.repeat(100_000) };
    expect(compareCases(long, long)?.outcome).toBe('duplicate');
  });
});
