import type { Page } from 'playwright';
import { schedules } from '../support/renderer/fixtures.ts';
import type { Script } from '../support/renderer/scripted-core.ts';
import { asCoordinator, go, inDialog, type Screen, see, steps, toHeading } from './screen.ts';

const guardWords: NonNullable<Script['guard']> = {
  always: ['caso Betulla', 'commissione di garanzia', 'fondo emergenze'],
  never: ['ambulatorio sociale', 'sportello salute di Lovere'],
  association: {},
};
const settings = go(/Impostazioni/);
const card = (heading: string) => steps(settings, toHeading(heading));
const tryingWord = async (page: Page): Promise<void> => {
  await settings(page);
  const field = page.getByRole('textbox', { name: 'Prova una frase' });
  await field.fill('Del caso Betulla parliamo giovedì allo sportello salute di Lovere.');
  await field.scrollIntoViewIfNeeded();
};

/** Every card of the settings, what is fixed in them, and what they say of the program itself. */
export const settingsScreens: readonly Screen[] = [
  { name: 'settings', isMain: true, script: {}, act: settings },
  {
    name: 'settings-managed',
    script: { info: { managed: ['hubUrl', 'language'], policyProblem: true } },
    act: settings,
  },
  { name: 'settings-alerts', script: {}, act: card('Avvisi') },
  { name: 'settings-keys', script: {}, act: card('Tastiera') },
  { name: 'settings-coordinator', script: { ...asCoordinator, schedules }, act: settings },
  { name: 'settings-chat-site', script: asCoordinator, act: card('Chat sul sito') },
  {
    name: 'settings-chat-site-loading',
    script: { ...asCoordinator, silent: ['chat-site'] },
    act: card('Chat sul sito'),
  },
  { name: 'guard-words', script: { ...asCoordinator, guard: guardWords }, act: tryingWord },
  { name: 'settings-pin', script: {}, act: card('PIN e blocco') },
  { name: 'settings-about', script: {}, act: steps(settings, go('Licenze di terzi'), inDialog) },
  { name: 'settings-update', script: {}, act: steps(settings, go('Cerca adesso'), see('C’è la versione 1.5.0.')) },
  { name: 'settings-update-off', script: { update: { off: 'machine' } }, act: card('Aggiornamenti') },
  { name: 'diagnostics', isMain: true, script: {}, act: steps(settings, go('Apri la diagnostica')) },
];
