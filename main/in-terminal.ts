import { join } from 'node:path';
import { app } from 'electron';
import type { EffectivePolicy } from '../shared/policy/policy.ts';
import type { Order } from './command-line.ts';
import { commandLineTexts, json, policyReport, type Language } from './command-line-texts.ts';
import { POLICY_FOLDER } from './policy/read-policy.ts';
import { REGISTRY_PATH } from './policy/registry.ts';
import { purgeFolder } from './purge.ts';

/** What Chromium holds while the program runs; it removes them itself at the end. */
const LOCKS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie', 'lockfile'];

/**
 * Answers what needs no window.
 *
 * @returns the exit status: 0, 1 when something could not be done, 64 (EX_USAGE of sysexits.h) for a wrong option.
 */
export function answerInTerminal(order: Order, policy: EffectivePolicy): number {
  const language = languageOf(order, policy);
  const say = (text: string): number => {
    process.stdout.write(text);
    return 0;
  };
  switch (order.kind) {
    case 'version':
      return say(`Sportello ${app.getVersion()}\n`);
    case 'help':
      return say(commandLineTexts[language].help);
    case 'print-paths':
      return say(json(paths()));
    case 'print-policy':
      return say(policyReport(policy, language));
    case 'purge-local-data':
      return purge(language);
    case 'wrong':
      process.stderr.write(`${commandLineTexts[language].wrong(order.option)}\n`);
      return 64;
    default:
      return 0;
  }
}

/** EX_SOFTWARE of sysexits.h. */
const CHANGED = 70;

/** The program is not as it was packed: says so, and with which status it ends. */
export function sayChanged(order: Order, policy: EffectivePolicy, file: string): { text: string; code: number } {
  const text = commandLineTexts[languageOf(order, policy)].changed(file);
  process.stderr.write(`${text}\n`);
  return { text, code: CHANGED };
}

const languageOf = (order: Order, policy: EffectivePolicy): Language =>
  order.start.language ?? policy.values.Language ?? systemLanguage();

function purge(language: Language): number {
  const texts = commandLineTexts[language];
  const folder = app.getPath('userData');
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(`${texts.running}\n`);
    return 1;
  }
  const purged = purgeFolder(folder, LOCKS);
  if (!purged.ok) {
    process.stderr.write(`${texts.notPurged(folder, purged.code)}\n`);
    return 1;
  }
  process.stdout.write(
    `${purged.entries === 0 ? texts.nothingToPurge(folder) : texts.purged(folder, purged.entries)}\n`,
  );
  return 0;
}

function paths(): Record<string, string> {
  const data = app.getPath('userData');
  return {
    program: process.execPath,
    data,
    database: join(data, 'sportello.db'),
    settings: join(data, 'settings.json'),
    logs: join(data, 'logs'),
    policy: policyPath(),
  };
}

function policyPath(): string {
  if (process.platform === 'win32') return `HKLM\\${REGISTRY_PATH}`;
  return process.platform === 'darwin' ? '/Library/Managed Preferences/org.sportello.app.plist' : POLICY_FOLDER;
}

/** Chromium's `--lang` is not known before readiness; the environment is. */
function systemLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL ?? LC_MESSAGES ?? LANG ?? 'it';
  return locale.startsWith('en') ? 'en' : 'it';
}
