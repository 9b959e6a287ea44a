import { setFlagsFromString } from 'node:v8';
import * as z from 'zod';
import { ExpectedError } from '../shared/errors.ts';
import {
  apiKeysCreate,
  apiKeysCreateHelp,
  apiKeysList,
  apiKeysListHelp,
  apiKeysRevoke,
  apiKeysRevokeHelp,
} from './cli/api-keys.ts';
import { UsageError } from './cli/arguments.ts';
import {
  originsAdd,
  originsAddHelp,
  originsList,
  originsListHelp,
  originsRemove,
  originsRemoveHelp,
  snippet,
  snippetHelp,
} from './cli/chat.ts';
import { auditHead, auditHeadHelp, auditList, auditListHelp, auditVerify, auditVerifyHelp } from './cli/audit.ts';
import { backupVerify, backupVerifyHelp } from './cli/backup-verify.ts';
import { backup, backupHelp, restore, restoreHelp } from './cli/backup.ts';
import {
  calendarLinkList,
  calendarLinkListHelp,
  calendarLinkMake,
  calendarLinkMakeHelp,
  calendarLinkRevoke,
  calendarLinkRevokeHelp,
} from './cli/calendar-link.ts';
import { checkConfig, checkConfigHelp } from './cli/check-config.ts';
import { withConfig } from './cli/config-file.ts';
import { devicesList, devicesListHelp, devicesRevoke, devicesRevokeHelp } from './cli/devices.ts';
import { enrol, enrolHelp } from './cli/enrol.ts';
import { guardWordsList, guardWordsListHelp, guardWordsSet, guardWordsSetHelp } from './cli/guard-words.ts';
import { conversationsHelp, listConversations, listRefusals, refusalsHelp } from './cli/list.ts';
import { migrate, migrateHelp } from './cli/migrate.ts';
import { scheduleList, scheduleListHelp, scheduleSet, scheduleSetHelp } from './cli/schedule.ts';
import { serve, serveHelp } from './cli/serve.ts';
import { switchboardList, switchboardListHelp, switchboardSet, switchboardSetHelp } from './cli/switchboard.ts';
import {
  usersActivate,
  usersActivateHelp,
  usersDeactivate,
  usersDeactivateHelp,
  usersList,
  usersListHelp,
} from './cli/users.ts';

z.config({ jitless: true });
/**
 * The heap may grow by a tenth before what nobody holds is collected, not by the half and more that V8 allows: a thousand mails leave
 * 50 MB less in a hub (docs/benchmarks.md).
 */
setFlagsFromString('--heap-growing-percent=10');

/** How people call it: the package's own command says so. */
const program = process.env['SPORTELLO_HUB_PROGRAM'] ?? 'npm run hub --';

const commands = {
  serve: { run: serve, help: serveHelp },
  'check-config': { run: checkConfig, help: checkConfigHelp },
  migrate: { run: migrate, help: migrateHelp },
  enrol: { run: enrol, help: enrolHelp },
  'devices list': { run: devicesList, help: devicesListHelp },
  'devices revoke': { run: devicesRevoke, help: devicesRevokeHelp },
  'users list': { run: usersList, help: usersListHelp },
  'users deactivate': { run: usersDeactivate, help: usersDeactivateHelp },
  'users activate': { run: usersActivate, help: usersActivateHelp },
  conversations: { run: listConversations, help: conversationsHelp },
  refusals: { run: listRefusals, help: refusalsHelp },
  'guard-words list': { run: guardWordsList, help: guardWordsListHelp },
  'guard-words set': { run: guardWordsSet, help: guardWordsSetHelp },
  'schedule list': { run: scheduleList, help: scheduleListHelp },
  'schedule set': { run: scheduleSet, help: scheduleSetHelp },
  'calendar-link make': { run: calendarLinkMake, help: calendarLinkMakeHelp },
  'calendar-link list': { run: calendarLinkList, help: calendarLinkListHelp },
  'calendar-link revoke': { run: calendarLinkRevoke, help: calendarLinkRevokeHelp },
  'switchboard list': { run: switchboardList, help: switchboardListHelp },
  'switchboard set': { run: switchboardSet, help: switchboardSetHelp },
  'api-keys create': { run: apiKeysCreate, help: apiKeysCreateHelp },
  'api-keys list': { run: apiKeysList, help: apiKeysListHelp },
  'api-keys revoke': { run: apiKeysRevoke, help: apiKeysRevokeHelp },
  'chat origins list': { run: originsList, help: originsListHelp },
  'chat origins add': { run: originsAdd, help: originsAddHelp },
  'chat origins remove': { run: originsRemove, help: originsRemoveHelp },
  'chat snippet': { run: snippet, help: snippetHelp },
  backup: { run: backup, help: backupHelp },
  'backup verify': { run: backupVerify, help: backupVerifyHelp },
  restore: { run: restore, help: restoreHelp },
  'audit verify': { run: auditVerify, help: auditVerifyHelp },
  'audit head': { run: auditHead, help: auditHeadHelp },
  'audit list': { run: auditList, help: auditListHelp },
} as const;

type CommandName = keyof typeof commands;

const help = Object.values(commands)
  .map((command) => `${program} ${command.help}\n`)
  .join('\n');

/** Without a command's name it serves. */
async function main(args: readonly string[]): Promise<void> {
  const named = [3, 2, 1].map((words) => args.slice(0, words).join(' ')).find(isCommand);
  const name: CommandName = named ?? 'serve';
  if (args.includes('--help') || args.includes('-h')) {
    console.log(named !== undefined ? `${program} ${commands[name].help}` : help);
    return;
  }
  const [first = ''] = args;
  if (named === undefined && first !== '' && !first.startsWith('-'))
    throw new UsageError(`unknown command ${wordsOf(args)}`);
  const own = named === undefined ? args : args.slice(named.split(' ').length);
  // What a command's help names, it takes from the configuration as well.
  const takes = (option: string): boolean => new RegExp(`--${option}\\b(?!-)`).test(helpOf(name));
  await commands[name].run(withConfig({ args: own, env: process.env }, takes));
}

/** The words before the first option: two at most make a command. */
const wordsOf = (args: readonly string[]): string => {
  const words = args.slice(0, 2);
  return (words[1]?.startsWith('-') === true ? words.slice(0, 1) : words).join(' ');
};

/** A check takes what serving takes. */
const helpOf = (name: CommandName): string => commands[name === 'check-config' ? 'serve' : name].help;

const isCommand = (word: string): word is CommandName => Object.hasOwn(commands, word);

const sentences: Partial<Record<string, string>> = {
  'database-newer': 'the data was written by a newer version of the hub · i dati sono di una versione più recente',
  'database-unreadable': 'the database cannot be read · il database non è leggibile',
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`hub: ${error.message}\n(--help explains · --help spiega)`);
  else if (error instanceof ExpectedError) console.error(`hub: ${sentences[error.failure.code] ?? error.failure.code}`);
  else console.error(error);
  process.exit(error instanceof UsageError ? 2 : 1);
}
