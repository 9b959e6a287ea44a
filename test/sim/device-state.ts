import type { Command } from '../../shared/protocol/commands.ts';
import type { ConversationRow } from '../../main/core/db/conversation-row.ts';
import { commandsAfter } from '../../main/core/db/outbox.ts';
import { unpaddedText } from '../../main/core/db/padded.ts';
import type { SimDevice } from './device.ts';

export interface Kept {
  readonly seq: number;
  readonly command: Command;
  readonly sent: boolean;
}

export const commandsOf = ({ base }: SimDevice): Kept[] =>
  base
    .read((tx) => commandsAfter(tx, 0, -1))
    .flatMap(({ seq, command, sent }) => (command === null ? [] : [{ seq, command, sent }]));

export const draftTexts = ({ base }: SimDevice): readonly string[] =>
  base.read((tx) => tx.all<{ text: Uint8Array }>('select text from draft')).map(({ text }) => unpaddedText(text));

export const outboxTexts = ({ base }: SimDevice): readonly string[] =>
  base
    .read((tx) => tx.all<{ command: Uint8Array }>('select command from outbox'))
    .map(({ command }) => unpaddedText(command));

export const conversationRows = ({ base }: SimDevice): readonly ConversationRow[] =>
  base.read((tx) => tx.all<ConversationRow>('select * from conversation order by key'));

export const holdsContent = ({ base }: SimDevice, id: string): boolean =>
  base.read((tx) => tx.get('select 1 from conversation where id = ? and content_slot is not null', [id])) !== undefined;

/** Commands that were answered as applied, kept for a hub that loses them (RE2). */
export const answeredTexts = ({ base }: SimDevice): readonly string[] =>
  base
    .read((tx) => tx.all<{ command: Uint8Array }>('select command from answered'))
    .map(({ command }) => Buffer.from(command).toString('utf8'));
