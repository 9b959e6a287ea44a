import { describe, expect, test } from 'vitest';
import { findMeanings, readMeanings } from '../../../../shared/guard/meaning/find-meanings.ts';

const it = { lang: 'it', direction: 'in' } as const;
const out = { lang: 'it', direction: 'out' } as const;
const kinds = (text: string, context: Parameters<typeof findMeanings>[1] = it): readonly string[] => [
  ...new Set(findMeanings(text, context).map(({ kind }) => kind)),
];
const words = (text: string): readonly string[] =>
  findMeanings(text, it).map(({ start, end }) => text.slice(start, end));

describe('who it is about', () => {
  test('tells where a subject is spoken of and nobody', () => {
    const impersonal = (text: string): readonly string[] =>
      readMeanings(text, it).impersonal.map(({ start, end }) => text.slice(start, end));
    expect(impersonal('Giovedì convegno sul diabete. Porto mia zia al corso.')).toEqual([
      'Giovedì convegno sul diabete',
    ]);
    expect(impersonal('La tua amica parla al convegno.')).toEqual([]);
  });

  test('the writer, a relative, a neighbour, initials', () => {
    expect(kinds('Ho il diabete.')).toEqual(['health']);
    expect(kinds('Mio cognato ha il diabete.')).toEqual(['health']);
    expect(kinds('La signora del terzo piano è in dialisi.')).toEqual(['health']);
    expect(kinds('M.R. è stato arrestato.')).toEqual(['judicial']);
  });
  test('nobody in particular', () => {
    expect(kinds('Chi ha il diabete può iscriversi?')).toEqual([]);
    expect(kinds('Accettate persone con il diabete?')).toEqual([]);
    expect(kinds('I figli di genitori separati hanno lo sconto?')).toEqual([]);
    expect(kinds('Is the soup fine for Muslims?', { lang: 'en', direction: 'in' })).toEqual([]);
    expect(kinds('I help children with autism at work.', { lang: 'en', direction: 'in' })).toEqual([]);
  });
  test('who has not is disclosed, too', () => {
    expect(kinds('Non sono credente e non vengo alla messa.')).toEqual(['religion']);
  });
});

describe('a topic is no disclosure', () => {
  test.each(['Il corso sul diabete è gratuito?', 'Ho letto un libro sul divorzio.', 'Diabete: serata informativa'])(
    '%s',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );
  test('but a disclosure beside a topic is one', () => {
    expect(kinds('Vorrei venire al corso di yoga, ma ho il diabete.')).toEqual(['health']);
  });
  test('a saying counts for nothing', () => {
    expect(kinds('Sono malato di calcio.')).toEqual([]);
    expect(kinds('Ho un debito di gratitudine con voi.')).toEqual([]);
  });
  test('a saying is told as well, so that the model does not hear a confidence in it', () => {
    const sayings = readMeanings('Ci hanno rubato la partita.', it).impersonal;
    expect(sayings.map(({ start, end }) => 'Ci hanno rubato la partita.'.slice(start, end))).toContain(
      'rubato la partita',
    );
  });
  test('a trade is none', () => {
    expect(kinds('Mia figlia fa la psicologa.')).toEqual([]);
  });
});

describe('how it is written', () => {
  test('notes without a verb, in what goes out', () => {
    expect(kinds('Vedova, vive sola.', out)).toEqual(['family']);
  });
  test('a doubled letter too much or too few', () => {
    expect(kinds('Ho il diabbete.')).toEqual(['health']);
    expect(kinds('mi anno arestato')).toEqual(['judicial']);
    expect(kinds('mio fratello è stato arestato')).toEqual(['judicial']);
  });
  test('the words that carry it are marked, in UTF-16 units of the text as written', () => {
    expect(words('👋 Ciao,  HO   IL DIABÈTE, a domani')).toEqual(['HO   IL DIABÈTE']);
  });
  test('the language is recognised where it is not the one said', () => {
    expect(kinds('My husband has cancer and I am not able to come.', it)).toEqual(['health']);
  });
  test("a child's trouble is a minor's disclosure besides", () => {
    expect(kinds('Mia figlia di nove anni ha il diabete.').toSorted()).toEqual(['health', 'minors']);
  });
});

describe('time', () => {
  const hostile: Readonly<Record<string, string>> = {
    'one word': 'non lo dica ',
    'verbs of having': 'ho mi sono ',
    'beginnings of phrases': 'mi ha messo le mani non posso pagare il ',
    'one long word': 'a',
    'words with full stops': 'm. r. ',
  };
  test.each(Object.entries(hostile))('grows with the text and no faster: %s', (_name, part) => {
    const steps = (length: number): number => readMeanings(part.repeat(length / part.length), it).steps;
    expect(steps(20_000)).toBeLessThanOrEqual(2.2 * steps(10_000) + 100);
    expect(steps(20_000)).toBeLessThan(900_000);
  });
});
