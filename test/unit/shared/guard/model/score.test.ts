import { describe, expect, it } from 'vitest';
import { findLikely } from '../../../../../shared/guard/model/find.ts';
import { scoreSentences } from '../../../../../shared/guard/model/score.ts';

describe('the model of the guard', () => {
  it.each([
    ['Mio zio ha un linfoma e comincia la chemioterapia.', 'health'],
    ['Da gennaio mi sto separando da mio marito.', 'family'],
    ['Mio fratello è agli arresti domiciliari per spaccio.', 'judicial'],
    ['My husband hits me every night.', 'abuse'],
  ])('hears the confidence in "%s"', (text, category) => {
    expect(findLikely(text).map(({ kind }) => kind)).toContain(category);
  });

  it.each([
    'Il corso di chitarra comincia lunedì?',
    'La conferenza sul linfoma è confermata?',
    'Vi mando la ricevuta del bonifico.',
    'The talk about lymphoma, is it free?',
  ])('lets "%s" pass', (text) => {
    expect(findLikely(text)).toEqual([]);
  });

  it('tells what is asked of nobody from what is said of somebody', () => {
    const certainty = (text: string) => Math.max(...scoreSentences(text).map(({ score }) => score));
    expect(certainty('Mia figlia ha la celiachia.')).toBeGreaterThan(certainty('Chi ha la celiachia può iscriversi?'));
    expect(certainty('My brother is in debt.')).toBeGreaterThan(certainty('Do you help people in debt?'));
  });

  it('finds one confidence in the middle of a long mail, and shows its words', () => {
    const before = 'Grazie per la bella serata di ieri. Le sedie le riporto domani, il pulmino è in cortile. ';
    const said = 'Purtroppo mia moglie ha un tumore al polmone';
    const text = `${before}${said}, quindi salto la gita. Il modulo ve lo mando per posta.`;
    const [finding, ...others] = findLikely(text);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'health' });
    expect(finding!.start).toBeGreaterThanOrEqual(before.length);
    expect(finding!.end).toBeLessThanOrEqual(before.length + said.length);
  });

  it('reads accents, apostrophes, capitals and doubled spaces alike', () => {
    const text = "Mio papà è in carcere perché l'hanno condannato per truffa";
    const verdict = (written: string) => findLikely(written).map(({ kind }) => kind);
    expect(verdict(text)).not.toEqual([]);
    for (const other of [
      text.toUpperCase(),
      text.normalize('NFD'),
      text.normalize('NFD').replace(/\p{M}/gu, ''),
      text.replaceAll("'", '’'),
      text.replaceAll(' ', '  '),
    ]) {
      expect(verdict(other)).toEqual(verdict(text));
    }
  });

  it('keeps its offsets within the text, whatever the text is', () => {
    for (const text of ['', ' ', '…', '😀 ho la 104 😀', 'é'.normalize('NFD').repeat(40), '12 12 12', "'''", '?!']) {
      for (const { start, end, words } of scoreSentences(text)) {
        expect([0 <= start, start < end, end <= text.length]).toEqual([true, true, true]);
        expect([start <= words.start, words.start < words.end, words.end <= end]).toEqual([true, true, true]);
      }
    }
  });

  it('takes time linear in the text', () => {
    const hostile = ['non lo dica ', 'a', 'a,', "l'", '1 ', 'è ', 'ma ', 'mio marito ha la depressione, '];
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000);
      scoreSentences(text);
      // Of processor time, whatever else the machine does: about 15 ms. What grows with the square would take seconds.
      const before = process.cpuUsage();
      scoreSentences(text);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, piece).toBeLessThan(400);
    }
  });
});
