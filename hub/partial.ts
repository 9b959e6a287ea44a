import type { SeesFrom } from '../shared/model/partial.ts';
import { isOriginal, type Attachment, type Message } from '../shared/model/message.ts';
import type { CommandName } from '../shared/protocol/commands.ts';
import type { ConversationRecord } from './storage/storage.ts';

/** By participant: who sees only what came after they were added. */
export type Parts = Readonly<Record<string, SeesFrom>>;

export const seesFromOf = ({ partial }: Pick<ConversationRecord, 'partial'>, userId: string): SeesFrom | null =>
  partial?.[userId] ?? null;

/** What they do without what came before; all else is about the case as a whole, and for whoever sees it so (PV4). */
const mayDo: ReadonlySet<CommandName> = new Set([
  'open',
  'claim',
  'reply',
  'note',
  'log-call',
  'confirm-contact',
  'set-promise',
  'end-promise',
  'offer-appointment',
  'book-appointment',
  'move-appointment',
  'close-appointment',
  'remove-participant',
  'accept-transfer',
  'decline-transfer',
]);

export const mayWithPart = (name: CommandName): boolean => mayDo.has(name);

/** A later message, without what it repeats of earlier ones: quoted text, and the HTML in which this stands (PV2). */
export function messageFrom<M extends Message>(message: M, { at }: SeesFrom): M | null {
  if (message.at < at) return null;
  const attachments = message.attachments.filter((attachment) => !isOriginal(attachment));
  return { ...message, quoted: null, attachments };
}

/** Its bytes, like the message that it came with (EV7). */
export const mayFetch = (attachment: Attachment, at: number, from: SeesFrom | null): boolean =>
  from === null || (at >= from.at && !isOriginal(attachment));

/** Of those who take part and don't answer for it; whoever holds a case sees all of it. */
export function withRightParts(record: ConversationRecord): ConversationRecord {
  if (record.partial === undefined) return record;
  const { partial, ...rest } = record;
  const kept = Object.entries(partial).filter(([id]) => id !== record.assigneeId && record.participantIds.includes(id));
  return kept.length === 0 ? rest : { ...rest, partial: Object.fromEntries(kept) };
}

/** A case that is led by the same one, or made one with it: who comes into it with a part, sees a part of it from then on (PV5). */
export function partialWith(
  record: Pick<ConversationRecord, 'partial' | 'participantIds'>,
  { of, at }: { readonly of: Pick<ConversationRecord, 'partial' | 'participantIds'>; readonly at: number },
): Pick<ConversationRecord, 'partial'> {
  const own = new Set(record.participantIds);
  const entries = Object.entries(of.partial ?? {}).flatMap(([id, from]): [string, SeesFrom][] => {
    const known = record.partial?.[id];
    if (known !== undefined) return [[id, known]];
    return own.has(id) ? [] : [[id, { ...from, at }]];
  });
  return entries.length === 0 ? {} : { partial: Object.fromEntries(entries) };
}
