import { describe, expect, test } from 'vitest';
import { scan } from '../../../shared/guard/scan.ts';
import { readMarkedSentence } from '../../support/guard/marked-sentences.ts';

describe('secrets whose value goes on', () => {
  test.each([
    'per aprire la cassaforte gira ⟦CREDENTIAL:a destra ventidue, a sinistra sette, a destra quaranta⟧, poi tira',
    'the safe is ⟦CREDENTIAL:left twelve right forty left six⟧',
    'la mia password è ⟦CREDENTIAL:girasole tutto attaccato poi sette sette⟧',
  ])('%s', (line) => {
    const { text, marks } = readMarkedSentence(line);
    const [mark] = marks;
    const found = scan(text).findings.filter(({ kind }) => kind === 'CREDENTIAL');
    const covered = Math.min(mark!.end, found.at(-1)?.end ?? 0) - Math.max(mark!.start, found[0]?.start ?? text.length);
    expect(covered / (mark!.end - mark!.start)).toBeGreaterThan(0.8);
  });

  test.each([
    'Vi segnalo che il link "recupera password" mi porta a una pagina bianca.',
    'Gent.ma Sig.ra, la password del gestionale la chieda a Luca.',
    'la spesa: a destra del banco due mele, a sinistra tre pere',
  ])('%s: none', (text) => {
    expect(scan(text).findings.filter(({ kind }) => kind === 'CREDENTIAL')).toEqual([]);
  });
});

test('a British telephone that happens to have the check digit of a VAT number is a telephone', () => {
  const { findings } = scan('You can reach her at home, her private number is 020 7946 0123.', {
    lang: 'en',
    direction: 'out',
  });
  expect(findings.map(({ kind }) => kind)).toEqual(['third_party_contact']);
});

describe('what is told by what somebody does, takes or is granted', () => {
  test.each([
    ['sono alla quattordicesima settimana e sto a riposo', 'health'],
    ['sto prendendo il litio e la mattina dormo', 'health'],
    ['la Giulia e la Marta stanno insieme', 'sex_life'],
    ['con la protezione sussidiaria mio fratello può lavorare', 'ethnicity'],
    ['non arrivo al venti del mese', 'economic'],
  ] as const)('%s', (text, kind) => {
    expect(scan(text).findings.map((finding) => finding.kind)).toContain(kind);
  });
});
