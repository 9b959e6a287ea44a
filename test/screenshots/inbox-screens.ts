import { conversations } from '../support/renderer/conversations.ts';
import { minesRows, waiting } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { at, go, inDialog, offline, pressAtDesk, type Screen, see, steps } from './screen.ts';

const passage = ['…dopo il cambio ', 'password', ' il portale mi rifiuta e non so più come ', 'accedere', '…'];
const hits: NonNullable<Script['hits']> = [...waiting.slice(0, 2), ...minesRows.slice(0, 1)].map((row) => ({
  row,
  passage,
}));
const late: Script['rows'] = {
  mine: minesRows.map((row, index) => ({ ...row, late: index === 0 ? { answer: 2 } : { promise: 1 }, unheard: index })),
};

/** The views, the list, the search, and everything that leads somewhere by name. */
export const inboxScreens: readonly Screen[] = [
  { name: 'inbox', isMain: true, script: {} },
  { name: 'inbox-contrast', script: { settings: { contrast: 'more' } } },
  { name: 'inbox-compact', script: { settings: { density: 'compact' } } },
  { name: 'inbox-empty', script: { rows: { 'to-take': [] } } },
  { name: 'inbox-loading', script: { silent: ['list', 'counts'] } },
  { name: 'inbox-100000', script: { many: 100_000, place: { ...at(null), scrollTop: 4_000_000 } } },
  { name: 'inbox-offline', script: offline },
  { name: 'inbox-late', script: { rows: late, place: at(null, 'mine') } },
  ...(['mine', 'chats', 'voicemail', 'passed-on', 'late', 'resolved'] as const).map((view) => ({
    name: `empty-${view}`,
    script: { rows: { [view]: [] }, place: at(null, view) },
  })),
  {
    name: 'selection',
    isMain: true,
    script: {},
    act: async (page) => {
      await page.getByRole('listbox').or(page.getByRole('grid')).first().focus();
      await page.keyboard.press('Control+a');
      await page.getByRole('group', { name: 'Pratiche selezionate' }).waitFor();
    },
  },
  {
    name: 'search',
    isMain: true,
    script: { hits, place: at('c-124'), open: conversations.waiting },
    act: async (page) => {
      await pressAtDesk('Control+f')(page);
      await page.keyboard.type('password');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'search-none', script: {}, act: async (page) => await page.getByRole('searchbox').fill('zebra') },
  { name: 'palette', isMain: true, script: {}, act: steps(pressAtDesk('Control+k'), inDialog) },
  {
    name: 'palette-none',
    script: {},
    act: async (page) => {
      await pressAtDesk('Control+k')(page);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('zzzz');
    },
  },
  { name: 'keys', isMain: true, script: {}, act: steps(pressAtDesk('F1'), inDialog) },
  { name: 'next-held', script: { place: at('c-124', 'mine'), open: conversations.mine, heldId: 'c-124' } },
  {
    name: 'next-skip',
    script: { place: at('c-124', 'mine'), open: conversations.mine, heldId: 'c-124' },
    act: steps(go('Salta…'), go('Salta'), see('Scegli il motivo.')),
  },
];
