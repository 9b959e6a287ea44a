import type { Page } from 'playwright';
import type { Command } from '../../../shared/protocol/commands.ts';

/** Every command that a window before the scripted core has given. */
export const commandsOf = (page: Page): Promise<Command[]> =>
  page.evaluate(() => window.scripted.calls.flatMap((call) => (call.name === 'command' ? [call.command] : [])));
