import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  asLines,
  buildCorpus,
  buildDrawnSet,
  buildLaterSet,
  buildMeasuredSet,
  drawnSets,
  fileOf,
  halves,
  languages,
  laterSets,
} from '../../guard/corpus.ts';
import { fiscalCode, healthCard, iban, withFiscalCheck, withLuhn } from '../../guard/identifiers.ts';
import { sharedOpenings, sharedRuns } from '../../guard/likeness.ts';
import { contactTypes, hardCategories, meanings, readMarks } from '../../guard/marks.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const corpus = buildCorpus();
const parts = languages.flatMap((lang) => halves.map((half) => ({ lang, half, messages: corpus[half][lang] })));
const everything = parts.flatMap(({ messages }) => messages);
const inLanguage = (lang: 'it' | 'en') => everything.filter((message) => message.lang === lang);

describe('the unseen messages of the privacy guard', () => {
  test.each(parts)('the file $half-$lang is what the marked text makes', ({ lang, half, messages }) => {
    expect(readFileSync(fileOf(half, lang), 'utf8') === asLines(messages)).toBe(true);
  });

  test('every span and every piece of evidence lies in its text, without blanks at its ends', () => {
    const astray = everything.filter(({ text, spans, evidence }) =>
      [...spans, ...evidence].some(({ start, end }) => {
        const words = text.slice(start, end);
        return start < 0 || end > text.length || words === '' || words !== words.trim();
      }),
    );
    expect(astray.map(({ id }) => id)).toEqual([]);
  });

  test('a message is confidential when it has a category, and every category has its words', () => {
    const wrong = everything.filter(({ confidential, categories, spans, evidence }) => {
      const named = [...spans.flatMap(({ type }) => hardCategories[type] ?? []), ...evidence.map((e) => e.category)];
      const known = spans.every(({ type }) => type in hardCategories || contactTypes.includes(type));
      return confidential !== categories.length > 0 || !known || [...new Set(named)].join() !== categories.join();
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('ids and texts are there once', () => {
    expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
    expect(new Set(everything.map(({ text }) => text.toLowerCase())).size).toBe(everything.length);
  });

  test('no seven words stand in two messages, and no three begin more than two', () => {
    const spoken = everything.filter(({ spans }) => spans.length === 0);
    expect([...sharedRuns(spoken, 7).values()]).toEqual([]);
    for (const lang of languages) {
      expect([...sharedOpenings(inLanguage(lang), 3).values()].filter((ids) => ids.length > 2)).toEqual([]);
    }
  });

  test.each([...meanings, ...new Set(Object.values(hardCategories))])(
    '%s is met often enough to be measured',
    (name) => {
      const count = (lang: 'it' | 'en') =>
        inLanguage(lang).filter(({ categories }) => categories.includes(name)).length;
      expect(count('it')).toBeGreaterThanOrEqual(25);
      expect(count('en')).toBeGreaterThanOrEqual(8);
    },
  );

  test('harmless messages are as many as a false alarm needs, most of them about delicate topics', () => {
    const harmless = everything.filter(({ confidential }) => !confidential);
    expect(harmless.length).toBeGreaterThanOrEqual(500);
    expect(harmless.filter(({ note }) => note.startsWith('hard')).length).toBeGreaterThanOrEqual(300);
  });
});

describe('the messages written after the halves', () => {
  const sets = languages.flatMap((lang) => laterSets.map((set) => ({ lang, set, messages: buildLaterSet(set, lang) })));

  test.each(sets)('the file $set-$lang is what its marked text makes', ({ lang, set, messages }) => {
    expect(readFileSync(fileOf(set, lang), 'utf8') === asLines(messages)).toBe(true);
  });

  test('no eight words of D stand elsewhere, so that what is learned from C and the halves says nothing of it', () => {
    const unseen = sets.filter(({ set }) => set === 'd').flatMap(({ messages }) => messages);
    const ids = new Set(unseen.map(({ id }) => id));
    const spoken = [...everything, ...sets.flatMap(({ messages }) => messages)].filter(
      ({ spans }) => spans.length === 0,
    );
    const shared = [...sharedRuns(spoken, 8).values()].filter((named) => named.some((id) => ids.has(id)));
    expect(shared).toEqual([]);
  });

  test('C has the codes and secrets in enough writings, and harmless messages enough', () => {
    const italian = buildLaterSet('c', 'it');
    const count = (category: string) => italian.filter(({ categories }) => categories.includes(category)).length;
    expect(count('fiscal_code')).toBeGreaterThanOrEqual(35);
    expect(count('iban')).toBeGreaterThanOrEqual(35);
    expect(count('payment_card')).toBeGreaterThanOrEqual(20);
    expect(count('credential')).toBeGreaterThanOrEqual(60);
    expect(italian.filter(({ confidential }) => !confidential).length).toBeGreaterThanOrEqual(300);
  });
});

describe('the third set, E', () => {
  const sets = languages.flatMap((lang) => drawnSets.map((set) => ({ lang, set, messages: buildDrawnSet(set, lang) })));

  test.each(sets)('the file $set-$lang is what its marked text makes', ({ lang, set, messages }) => {
    expect(readFileSync(fileOf(set, lang), 'utf8') === asLines(messages)).toBe(true);
  });

  test('has no text twice, and no eight words of E2 stand in anything else', () => {
    const all = sets.flatMap(({ messages }) => messages);
    const unseen = new Set(sets.filter(({ set }) => set === 'e2').flatMap(({ messages }) => messages.map((m) => m.id)));
    const later = languages.flatMap((lang) => laterSets.flatMap((set) => buildLaterSet(set, lang)));
    const spoken = [...everything, ...later, ...all].filter(({ spans }) => spans.length === 0);
    expect(new Set(all.map(({ text }) => text.toLowerCase())).size).toBe(all.length);
    expect([...sharedRuns(spoken, 8).values()].filter((ids) => ids.some((id) => unseen.has(id)))).toEqual([]);
  });

  test('holds every category in either language, and harmless messages enough', () => {
    for (const lang of languages) {
      const messages = sets.filter((set) => set.lang === lang).flatMap((set) => set.messages);
      const named = new Set(messages.flatMap(({ categories }) => categories));
      expect([...meanings, ...Object.values(hardCategories)].filter((name) => !named.has(name))).toEqual([]);
      expect(messages.filter(({ confidential }) => !confidential).length).toBeGreaterThanOrEqual(100);
    }
  });
});

describe('the fourth set, F', () => {
  test.each(languages)('the file f-%s is what its marked text makes', (lang) => {
    expect(readFileSync(fileOf('f', lang), 'utf8') === asLines(buildMeasuredSet(lang))).toBe(true);
  });

  test.each([
    { lang: 'it', least: 10, harmless: 150 },
    { lang: 'en', least: 3, harmless: 40 },
  ] as const)('has every category of meaning in $lang, $least times or more', ({ lang, least, harmless }) => {
    const messages = buildMeasuredSet(lang);
    const rare = meanings.filter((name) => messages.filter((m) => m.categories.includes(name)).length < least);
    expect(rare).toEqual([]);
    expect(messages.filter(({ confidential }) => !confidential).length).toBeGreaterThanOrEqual(harmless);
  });
});

describe('the invented identifiers', () => {
  // Specimens of the tax office and of the IBAN registry, and a number of the Luhn algorithm's patent.
  test('have the check digits of published examples', () => {
    expect(withFiscalCheck('RSSMRA85T10A562')).toBe('RSSMRA85T10A562S');
    expect(withLuhn('7992739871', 10)).toBe('79927398713');
  });

  test('are whole: 16 signs, remainder 1, 20 digits', () => {
    const random = seededRandom(1);
    expect(fiscalCode(random)).toMatch(/^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/);
    expect(remainder(iban(random, 'IT'))).toBe(1n);
    expect(remainder(iban(random, 'GB'))).toBe(1n);
    expect(healthCard(random)).toMatch(/^80380\d{15}$/);
  });
});

describe('the marks', () => {
  test('become places in the text, one in the other', () => {
    const read = readMarks('da lei [third_party_contact:suona {PHONE:035 1}]!', seededRandom(1));
    expect(read).toEqual({
      text: 'da lei suona 035 1!',
      categories: ['third_party_contact'],
      spans: [{ start: 13, end: 18, type: 'PHONE' }],
      evidence: [{ start: 7, end: 18, category: 'third_party_contact' }],
    });
  });

  test.each(['[health:aperto', 'chiuso]', '[healt:x]', '{IBAN:@unknown}'])('%s is refused', (marked) => {
    expect(() => readMarks(marked, seededRandom(1))).toThrow(/mark|no @unknown/);
  });
});

function remainder(value: string): bigint {
  const turned = value.slice(4) + value.slice(0, 4);
  return (
    BigInt(
      Array.from(turned)
        .map((sign) => Number.parseInt(sign, 36))
        .join(''),
    ) % 97n
  );
}
