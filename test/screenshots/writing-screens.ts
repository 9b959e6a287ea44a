import { conversations } from '../support/renderer/conversations.ts';
import { moreConversations } from '../support/renderer/more-conversations.ts';
import { now } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { at, inCase, inDialog, mine, press, type Screen, see, steps, write } from './screen.ts';

const justSent: NonNullable<Script['outbox']>[number] = {
  ...{ seq: 2 ** 40, name: 'reply', conversationId: 'c-121', number: '2026-000121', localAt: now - 300_000 },
  ...{ sent: false, undoUntil: now + 3_600_000 },
};

/** Replies and notes, and what the guard says to them. */
export const writingScreens: readonly Screen[] = [
  { name: 'flagged', script: { place: at('c-110'), open: conversations.flagged } },
  {
    name: 'guard-panel',
    isMain: true,
    script: { place: at('c-124', 'mine'), open: conversations.confided },
    act: async (page) => await page.locator('mark').first().waitFor(),
  },
  { name: 'tone', script: { ...mine, open: moreConversations.offensive }, act: see('toni offensivi') },
  { name: 'note', script: mine, act: inCase('i') },
  { name: 'canned-popup', isMain: true, script: mine, act: write('/a') },
  { name: 'canned-popup-none', script: mine, act: write('/zzz') },
  {
    name: 'composer-unresolved',
    script: mine,
    act: steps(write('/app'), press('Enter'), see('Da completare')),
  },
  {
    name: 'composer-guarded',
    isMain: true,
    script: mine,
    act: async (page) => {
      await write('Le scrivo dal mio numero 333 1234567: suo figlio è in cura dallo psichiatra.')(page);
      await page.getByRole('list', { name: 'Da non inviare così' }).waitFor();
    },
  },
  {
    name: 'composer-confidential',
    script: mine,
    act: steps(
      write('Suo figlio è in cura dallo psichiatra: il codice fiscale è RSSMRA85T10A562S.'),
      press('Control+Enter'),
      inDialog,
    ),
  },
  {
    name: 'composer-promise',
    script: mine,
    act: steps(write('Chiedo in cassa e le faccio sapere.'), see(/^Prometti di scrivere ancora/)),
  },
  {
    name: 'undo-send',
    script: { ...mine, outbox: [justSent] },
    act: async (page) => await page.getByRole('region', { name: 'Invii che si possono annullare' }).waitFor(),
  },
];
