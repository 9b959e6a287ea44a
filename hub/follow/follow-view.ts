import { caseNumberSchema } from '../../shared/model/conversation.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { Group } from '../../shared/model/directory.ts';
import type { RequiredList } from '../../shared/model/required.ts';
import { filesForContact } from '../answered-file.ts';
import type { ConversationRecord, ReadTx, StoredMessage } from '../storage/storage.ts';
import { isFollowSecret } from './follow-link.ts';

/** What whoever opened a case sees of it (FU1): nobody's name, no note, and not what they wrote themselves. */
export interface FollowView {
  readonly number: string;
  readonly groupName: Group['name'];
  readonly state: ConversationRecord['state'];
  readonly arrivedAt: number;
  readonly resolvedAt: number | null;
  /** In order of time; `text` of an answer, null of what the contact wrote. A file with an id can be fetched. */
  readonly entries: readonly {
    readonly at: number;
    readonly text: string | null;
    readonly files: readonly { readonly id: string | null; readonly name: string; readonly sizeBytes: number }[];
  }[];
  /** Those that are booked, in order of time. */
  readonly appointments: readonly Appointment[];
  /** The documents that the case needs from them, and which have come (RQ3). */
  readonly required: RequiredList;
}

export interface FollowLink {
  readonly number: string;
  readonly secret: string;
}

/** Null: no such case, or not this secret; nobody can tell one from the other. */
export async function openFollowed(tx: ReadTx, { number, secret }: FollowLink): Promise<ConversationRecord | null> {
  const hubSecret = await tx.followSecret();
  const isRight = hubSecret !== null && isFollowSecret(hubSecret, number, secret);
  return isRight && caseNumberSchema.safeParse(number).success ? tx.conversationByNumber(number) : null;
}

export async function followView(tx: ReadTx, conversation: ConversationRecord): Promise<FollowView> {
  const { id, number, state, arrivedAt, resolvedAt, groupId, required = [] } = conversation;
  const [group] = await tx.groups([groupId]);
  const messages = (await tx.messages([id], -1)).get(id) ?? [];
  const appointments = (await tx.appointmentsOf(id)).filter((appointment) => appointment.state === 'booked');
  const groupName = group?.name ?? { it: '', en: '' };
  const entries = messages.flatMap(entryOf);
  return { number, groupName, state, arrivedAt, resolvedAt, entries, appointments, required };
}

function entryOf(message: StoredMessage): FollowView['entries'] {
  const { kind, at, text, automatic, attachments } = message;
  if (automatic) return [];
  if (kind === 'reply') return [{ at, text, files: filesForContact(message) }];
  const files = attachments.map(({ name, sizeBytes }) => ({ id: null, name, sizeBytes }));
  return kind === 'incoming' ? [{ at, text: null, files }] : [];
}
