import { scan } from '../../../shared/guard/scan.ts';
import { describe, expect, test } from 'vitest';
import { flagsIn } from '../../../hub/guard/flags.ts';
import { guard as english } from '../../../renderer/i18n/en/guard.ts';
import { guard as italian } from '../../../renderer/i18n/it/guard.ts';
import { createReader, type FindingsByText } from '../../../renderer/guard/reader.ts';
import { type Finding, findingKinds, isContactKind } from '../../../shared/guard/finding.ts';
import { noGuardSettings } from '../../../shared/guard/settings.ts';
import { flagsOfFindings } from '../../../shared/model/flag.ts';
import { readMarkedSentence } from '../../support/guard/marked-sentences.ts';

/** Every kind, in both languages and both directions: the span, the words for people, and the same verdict at hub and window. */
const samples: Readonly<Record<(typeof findingKinds)[number], { readonly it: string; readonly en: string }>> = {
  FISCAL_CODE: {
    it: 'Il codice fiscale è ⟦x:RSSMRA80A01H501U⟧.',
    en: 'Tax code ⟦x:RSSMRA80A01H501U⟧, as on the card.',
  },
  IBAN: { it: 'Il mio IBAN è ⟦x:IT60X0542811101000000123456⟧.', en: 'My IBAN is ⟦x:GB29NWBK60161331926819⟧.' },
  BANK_ACCOUNT: {
    it: 'Conto corrente ⟦x:000000123456⟧, ABI 05428, CAB 11101.',
    en: 'Sort code ⟦x:60-16-13⟧, account number ⟦x:31926819⟧.',
  },
  PAYMENT_CARD: { it: 'La carta è ⟦x:4111 1111 1111 1111⟧.', en: 'My card is ⟦x:4111 1111 1111 1111⟧.' },
  ID_CARD: { it: 'Carta d’identità ⟦x:CA12345AA⟧.', en: 'My Italian identity card is ⟦x:CA12345AA⟧.' },
  PASSPORT: { it: 'Il passaporto è ⟦x:YA1234567⟧.', en: 'My passport number is ⟦x:YA1234567⟧.' },
  RESIDENCE_PERMIT: { it: 'Permesso di soggiorno ⟦x:I12345678⟧.', en: 'Residence permit ⟦x:I12345678⟧.' },
  DRIVER_LICENCE: { it: 'La patente è ⟦x:U1A234567B⟧.', en: 'My driving licence is ⟦x:U1A234567B⟧.' },
  HEALTH_CARD: {
    it: 'Tessera sanitaria ⟦x:80380000301234567890⟧.',
    en: 'Health card ⟦x:80380000301234567890⟧.',
  },
  CREDENTIAL: { it: 'La password è ⟦x:Girasole88⟧.', en: 'The password is ⟦x:Sunflower88⟧.' },
  PHONE: { it: 'Il mio nuovo numero è ⟦x:347 123 4567⟧.', en: 'My new number is ⟦x:+39 347 123 4567⟧.' },
  EMAIL: { it: 'La mia nuova mail è ⟦x:anna@posta.example⟧.', en: 'My new e-mail is ⟦x:anna@posta.example⟧.' },
  ADDRESS: { it: 'Ora abito in ⟦x:via Roma 12, Bergamo⟧.', en: 'I now live at ⟦x:12 Baker Street, London⟧.' },
  VAT: { it: 'Partita IVA ⟦x:00743110157⟧.', en: 'VAT number ⟦x:IT00743110157⟧.' },
  third_party_contact: {
    it: 'Il numero di mia sorella è ⟦x:347 123 4567⟧.',
    en: 'My sister’s number is ⟦x:+39 347 123 4567⟧.',
  },
  health: { it: 'Mia sorella ⟦x:ha il diabete⟧.', en: 'My sister ⟦x:has diabetes⟧.' },
  disability: { it: 'Mio zio è ⟦x:cieco⟧.', en: 'My uncle is ⟦x:blind⟧.' },
  religion: { it: 'Mio marito è ⟦x:musulmano⟧.', en: 'My husband is ⟦x:a Muslim⟧.' },
  politics: { it: 'Mio fratello ⟦x:vota per la Lega⟧.', en: 'My brother ⟦x:votes Labour⟧.' },
  union: { it: 'Mia cognata è ⟦x:iscritta alla CGIL⟧.', en: 'My sister is ⟦x:a union rep⟧.' },
  sex_life: { it: 'Mio figlio è ⟦x:gay⟧.', en: 'My son is ⟦x:gay⟧.' },
  ethnicity: { it: 'La signora è ⟦x:rom⟧.', en: 'My neighbour is ⟦x:Roma⟧.' },
  judicial: { it: 'Mio cognato è stato ⟦x:arrestato⟧.', en: 'My brother was ⟦x:arrested⟧ last week.' },
  family: { it: 'Mia figlia ⟦x:si sta separando⟧ dal marito.', en: 'My daughter is ⟦x:getting divorced⟧.' },
  abuse: { it: 'Mio marito ⟦x:mi picchia⟧.', en: 'My husband ⟦x:hits me⟧.' },
  minors: {
    it: 'Mio figlio di otto anni dice che il nonno ⟦x:lo tocca⟧.',
    en: 'My son, eight, says that grandpa ⟦x:touches him⟧.',
  },
  economic: { it: 'Mia madre ⟦x:è piena di debiti⟧.', en: 'My mother is ⟦x:drowning in debt⟧.' },
  confidence: { it: '⟦x:Glielo dico in confidenza⟧, resti tra noi.', en: 'I am telling you this ⟦x:in confidence⟧.' },
};

/** As the window reads what is shown and what is being written. */
function inTheWindow(text: string, direction: 'in' | 'out'): readonly Finding[] {
  const read: FindingsByText[] = [];
  const timers = {
    after(_ms: number, run: () => void) {
      run();
      return () => undefined;
    },
  };
  const reader = createReader({
    scan,
    direction,
    settings: noGuardSettings,
    timers,
    onRead: (found) => read.push(found),
  });
  reader.read([text], 0);
  return read.at(-1)?.get(text) ?? [];
}

const cases = findingKinds.flatMap((kind) =>
  (['it', 'en'] as const).flatMap((lang) => (['in', 'out'] as const).map((direction) => ({ kind, lang, direction }))),
);

describe('each kind has its span, its reason and its advice, and one verdict', () => {
  test.each(cases)('$kind, $lang, $direction', ({ kind, lang, direction }) => {
    const { text, marks } = readMarkedSentence(samples[kind][lang]);
    const found = inTheWindow(text, direction);
    const own = found.filter((finding) => finding.kind === kind);
    expect(own.some(({ start, end }) => marks.some((mark) => mark.start < end && start < mark.end))).toBe(true);
    expect(flagsOfFindings(found)).toEqual(flagsIn([text], noGuardSettings, direction));
    if (!isContactKind(kind)) expect(flagsIn([text], noGuardSettings, direction)).not.toEqual([]);
    const [finding] = own;
    for (const catalogue of [italian, english]) {
      for (const key of [finding?.reason, finding?.advice]) {
        const words = key === undefined ? '' : catalogue[key];
        expect(words).toMatch(/^\p{Lu}.{15,}\.$/u);
        // The value is in no sentence for people.
        for (const { start, end } of marks) expect(words).not.toContain(text.slice(start, end));
      }
    }
  });

  test('what came in and what goes out are told in other words, in both languages', () => {
    for (const catalogue of [italian, english]) {
      const words = (direction: 'in' | 'out'): readonly string[] =>
        findingKinds.map(
          (kind) => catalogue[`guard.reason.${kind.toLowerCase() as Lowercase<typeof kind>}.${direction}`],
        );
      const [incoming, outgoing] = [words('in'), words('out')];
      const reasons = incoming.filter((reason, at) => reason === outgoing[at]);
      expect(reasons).toEqual([]);
    }
  });
});
