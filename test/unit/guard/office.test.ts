import { describe, expect, test } from 'vitest';
import { cannedReplies } from '../../../hub/seed-canned-replies.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { association } from '../../support/guard/association.ts';

describe('what an association writes every day is not flagged', () => {
  test.each(cannedReplies)('the canned reply $shortcut', ({ title, text, lang }) => {
    expect(scan(`${title}\n${text}`, { lang, direction: 'out', association }).confidential).toBe(false);
  });

  /** Names of files, subjects, products, prices, families on a trip. */
  test.each([
    'IMG_20240415_0012.jpg',
    'msg0006.WAV',
    'verbale_assemblea_v3.docx',
    'Re: Fwd: turni di maggio',
    'Mi trova su WhatsApp o su YouTube?',
    'Vorrei iscrivere me, mio marito e nostra figlia (6 anni) alla gita di domenica.',
    'Siamo due adulti e tre bambini, quanto costa il pullman?',
    'Il CIG del contratto è Z4F3A1B2C9.',
    'Nuovo messaggio in segreteria, durata 0:42.',
    'Messaggio 100',
    'Risposta 312',
    'Vedi pagina 215 del libretto.',
    'Non c’è penale se disdico entro lunedì.',
  ])('%s', (text) => {
    expect(scan(text, { direction: 'in', association }).confidential).toBe(false);
  });
});
