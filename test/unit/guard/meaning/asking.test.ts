import { describe, expect, test } from 'vitest';
import { scan } from '../../../../shared/guard/scan.ts';
import { readFixture } from '../../../support/guard/marked-sentences.ts';

const isFlagged = (text: string, lang: 'it' | 'en' = 'it'): boolean => scan(text, { lang }).confidential;

describe('who asks, and what holds for everybody, tells nothing of anybody', () => {
  const harmless = readFixture('delicate-topics.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test.each(harmless)('%s', (text) => expect(isFlagged(text)).toBe(false));

  test.each([
    ['Che differenza c’è tra affido e adozione? Ne parlate all’incontro?', 'it'],
    ['Non condivida mai il PIN con nessuno, nemmeno con noi.', 'it'],
    ['Never tell anyone your PIN, not even us.', 'en'],
  ] as const)('%s', (text, lang) => expect(isFlagged(text, lang)).toBe(false));
});

/** The same questions, with somebody in them. */
test.each([
  'Mio figlio è in affido: che differenza c’è tra affido e adozione?',
  'Vorrei sapere se c’è un gruppo per alcolisti, sono alcolista da anni.',
  'C’è un numero per le vittime di stalking? Il mio ex mi perseguita.',
  'Mi spiegate la separazione consensuale? Mia moglie mi lascia.',
  'Cerchiamo un avvocato, mio fratello è stato arrestato.',
  'Che differenza c’è tra affido e adozione? Mio figlio è in affido.',
  'Il film parla di un padre violento come mio marito, che mi picchia.',
])('[%s] is a disclosure all the same', (text) => expect(isFlagged(text)).toBe(true));
