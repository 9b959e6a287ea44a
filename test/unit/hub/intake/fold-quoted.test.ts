import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldQuoted } from '../../../../hub/intake/fold-quoted.ts';

const fold = (text: string) => foldQuoted(text, false);

describe('older text below what the person wrote', () => {
  test.each([
    ['Gmail', 'Il giorno lun 2 mar 2026 alle ore 10:55 DBO <a@dbo.example> ha scritto:\n\n> Ciao\n> Maria'],
    [
      'Gmail, long line broken',
      'Il giorno lun 2 mar 2026 alle ore 10:55 Associazione DBO <\nassistenza@dbo.example> ha\nscritto:\n> Ciao',
    ],
    ['Gmail, older', '2026-03-02 10:55 GMT+01:00 Associazione DBO <assistenza@dbo.example>:\n> Ciao'],
    ['Gmail, English', 'On Mon, 2 Mar 2026 at 10:55, DBO <a@dbo.example> wrote:\n> Hello'],
    ['Apple Mail', 'Il giorno 2 mar 2026, alle ore 10:55, DBO <a@dbo.example> ha scritto:\n\n> Ciao'],
    ['Thunderbird', 'Il 02/03/26 10:55, Associazione DBO ha scritto:\n> Ciao'],
    ['Yahoo', 'Il lunedì 2 marzo 2026 alle ore 10:55:00 CET, DBO <a@dbo.example> ha scritto:\n\nCiao senza segni'],
    ['Outlook', 'Da: DBO <a@dbo.example>\nInviato: lunedì 2 marzo 2026 10:55\nA: Anna\nOggetto: Prova\n\nCiao'],
    [
      'Outlook with a rule',
      '________________________________\nDa: DBO\nInviato: lunedì 2 marzo 2026\nA: Anna\nOggetto: x\n\nCiao',
    ],
    ['Outlook, bold in stars', '*Da:* DBO\n*Inviato:* lunedì 2 marzo 2026\n*A:* Anna\n\nCiao'],
    ['Outlook Express', '-----Messaggio originale-----\nDa: DBO\nCiao'],
    ['Outlook, English', 'From: DBO\nSent: Monday, March 2, 2026 10:55\nTo: Anna\nSubject: x\n\nHello'],
    ['Original Message', '-----Original Message-----\nHello'],
    ['German', 'Am 02.03.2026 um 10:55 schrieb DBO:\n> Hallo'],
    ['French', 'Le lun. 2 mars 2026 à 10:55, DBO <a@dbo.example> a écrit :\n> Salut'],
    ['marks only', '> Ciao\n> Maria'],
  ])('%s', (_, quotation) => {
    expect(fold(`Va bene, grazie.\n\n${quotation}`)).toEqual({ text: 'Va bene, grazie.', quoted: quotation });
  });

  test('an answer below the quotation is the text', () => {
    const quotation = 'Il 02/03/26 10:55, DBO ha scritto:\n> Quando venite?';
    expect(fold(`${quotation}\n\nDomani alle dieci.`)).toEqual({ text: 'Domani alle dieci.', quoted: quotation });
  });

  test('answers between quoted lines stay where they are', () => {
    const text = 'Il 02/03/26 10:55, DBO ha scritto:\n> Quando?\nDomani.\n> In quanti?\nIn tre.';
    expect(fold(text)).toEqual({ text, quoted: null });
  });

  test.each([
    'Il presidente ha scritto: venite tutti.',
    'Ieri il mio vicino ha scritto:\nil cancello è aperto',
    'Da: domani sono a casa\nA presto',
    'Il costo > 20 euro è troppo',
    'Oggi piove.\n\n> 3 persone?\n\nNo, due.',
  ])('what is not certainly a quotation stays: %j', (text) => {
    expect(fold(text)).toEqual({ text, quoted: null });
  });

  test('a forwarded message is what the person wants to show', () => {
    const gmail =
      'Vedete sotto.\n\n---------- Forwarded message ---------\nDa: X\nDate: lun 2 mar 2026\nSubject: y\n\n> vecchio';
    expect(fold(gmail)).toEqual({ text: gmail, quoted: null });
    const outlook = 'Vedete sotto.\n\nDa: X\nInviato: lunedì 2 marzo 2026\nA: Y\nOggetto: Z\n\nTesto';
    expect(foldQuoted(outlook, true)).toEqual({ text: outlook, quoted: null });
  });

  test('a message that consists of quoted text only is not emptied', () => {
    const text = 'Da: X\nInviato: lunedì 2 marzo 2026\nA: Y\n\nTesto';
    expect(fold(text)).toEqual({ text, quoted: null });
    expect(fold('> solo\n> questo')).toEqual({ text: '> solo\n> questo', quoted: null });
  });

  test.each([
    'Inviato da iPhone',
    'Inviato dal mio iPad',
    'Inviato dal mio Galaxy',
    'Inviato da Outlook per iOS<https://aka.ms/o0ukef>',
    'Inviato da Posta per Windows',
    'Ottieni Outlook per Android',
    'Sent from my iPhone',
    'Get Outlook for iOS',
    'Inviato con smartphone Huawei',
  ])('signature of a device: %s', (signature) => {
    expect(fold(`A domani\n\n${signature}`)).toEqual({ text: 'A domani', quoted: signature });
    expect(fold(signature)).toEqual({ text: '', quoted: signature });
  });

  test('"inviato da casa" is no signature', () => {
    expect(fold('Modulo inviato da casa').quoted).toBeNull();
    expect(fold('Inviato da casa mia').quoted).toBeNull();
  });

  test('signature and quotation are folded together, the signature first', () => {
    expect(fold('Sì\n\nInviato da iPhone\n\n> Il giorno 2 mar 2026, alle ore 10:55, DBO ha scritto:\n> Ciao')).toEqual({
      text: 'Sì',
      quoted: 'Inviato da iPhone\n\n> Il giorno 2 mar 2026, alle ore 10:55, DBO ha scritto:\n> Ciao',
    });
  });

  test('no word is lost, whatever the lines', () => {
    const line = fc.constantFrom(
      'Ciao',
      '> vecchio',
      '',
      'Da: X',
      'Inviato: ieri 10:00',
      'A: Y',
      '-----Messaggio originale-----',
      'Il 02/03/26 10:55, DBO ha scritto:',
      'Inviato da iPhone',
      '---------- Forwarded message ---------',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, forwarded) => {
        const { text, quoted } = foldQuoted(lines.join('\n'), forwarded);
        const words = (value: string) =>
          value
            .split('\n')
            .filter((part) => part.trim() !== '')
            .sort();
        expect(words(`${text}\n${quoted ?? ''}`)).toEqual(words(lines.join('\n')));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
