import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { readFixture } from '../../support/guard/marked-sentences.ts';

/**
 * Inputs and expected spans of the unit tests of microsoft/presidio (MIT). `must`: we agree; `policy`: it accepts a wrong
 * check character or an unknown brand, which we refuse; `context`: it guesses without a word around, which we don't.
 */
interface Case {
  readonly id: string;
  readonly tier: 'must' | 'policy' | 'context' | 'foreign';
  readonly entity: string;
  readonly text: string;
  readonly expected: readonly { readonly start: number; readonly end: number }[];
}

const kindOfEntity: Readonly<Record<string, readonly FindingKind[]>> = {
  IT_DRIVER_LICENSE: ['DRIVER_LICENCE'],
  IT_FISCAL_CODE: ['FISCAL_CODE'],
  IT_IDENTITY_CARD: ['ID_CARD'],
  IT_PASSPORT: ['PASSPORT'],
  IT_VAT_CODE: ['VAT'],
  IBAN_CODE: ['IBAN'],
  CREDIT_CARD: ['PAYMENT_CARD'],
  PHONE_NUMBER: ['PHONE', 'third_party_contact'],
  EMAIL_ADDRESS: ['EMAIL', 'third_party_contact'],
};
const { cases } = JSON.parse(readFixture('presidio-it.json')) as { readonly cases: readonly Case[] };
const inTier = (tier: Case['tier']): readonly Case[] => cases.filter((one) => one.tier === tier);

function spansOf({ entity, text }: Case): readonly unknown[] {
  return scan(text)
    .findings.filter(({ kind }) => kindOfEntity[entity]?.includes(kind))
    .map(({ start, end }) => ({ start, end }));
}

describe('vectors of an open detector', () => {
  test.each(inTier('must'))('$id $entity $text', (one) => expect(spansOf(one)).toEqual(one.expected));

  test('a wrong check character is refused, the right one beside it found', () => {
    expect(inTier('policy').map((one) => spansOf(one).length)).toEqual([0, 1, 0, 0]);
  });

  test('a bare document number says nothing', () => {
    const bare = inTier('context').filter(({ text }) => !/licen/.test(text));
    expect(bare.flatMap(spansOf)).toEqual([]);
  });

  test('foreign phones: most are found', () => {
    const foreign = inTier('foreign');
    const found = foreign.filter((one) => spansOf(one).length >= one.expected.length);
    expect(found.length / foreign.length).toBeGreaterThan(0.6);
  });
});
