import type { User } from '../../shared/model/directory.ts';
import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';
import type { ConversationRecord, StoredMessage } from '../storage/storage.ts';
import { firstNameOf } from './view.ts';

interface Around {
  readonly association: string;
  readonly users: readonly User[];
  /** Such a line does not leave by mail. */
  readonly isConfidential: (text: string) => boolean;
}

const when = new Intl.DateTimeFormat('it-IT', {
  timeZone: ASSOCIATION_TIME_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** The text of the mail with a chat's lines: what the visitor saw of it, without what is confidential (CH13). */
export function transcriptOf(
  { number }: ConversationRecord,
  messages: readonly StoredMessage[],
  { association, users, isConfidential }: Around,
): string {
  const names = new Map(users.map(({ id, name }) => [id, firstNameOf(name)]));
  const spoken = messages.filter(({ kind, event }) => event === null && (kind === 'incoming' || kind === 'reply'));
  const lines = spoken.map(({ at, kind, authorId, text, attachments }) => {
    const who = kind === 'incoming' ? 'Lei' : (names.get(authorId ?? '') ?? association);
    const files = attachments.map(({ name }) => `[allegato: ${name}]`);
    const said = isConfidential(text) ? '[riga riservata, non riportata]' : text;
    return `${when.format(at)} – ${who}: ${[said, ...files].filter((part) => part !== '').join(' ')}`;
  });
  return [
    'Gentile utente,',
    `ecco la copia della chat con ${association} (pratica ${number}), come ha chiesto.`,
    lines.join('\n'),
    'Questo messaggio è automatico.',
    `Cordiali saluti\n${association}`,
  ].join('\n\n');
}
