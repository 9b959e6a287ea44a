import type { Chat } from './chat.ts';
import { filled, type Texts } from './texts.ts';

export interface Status {
  readonly text: string;
  /** The portal's form is offered instead. */
  readonly isUnreachable: boolean;
}

/** One sentence about how things stand. */
export function statusOf({ chat, texts }: { readonly chat: Chat; readonly texts: Texts }): Status {
  const said = (text: string): Status => ({ text, isUnreachable: false });
  if (chat.reach === 'unreachable') return { text: `${texts.unreachable} `, isUnreachable: true };
  if (chat.reach === 'lost') return said(texts.offline);
  if (chat.reach === 'connecting') return said(texts.connecting);
  if (chat.uploading !== null) return said(filled(texts.fileSending, chat.uploading));
  const { state } = chat;
  switch (state.name) {
    case 'new':
      return said('');
    case 'waiting':
      return said(state.place === 1 ? texts.next : filled(texts.place, String(state.place)));
    case 'taken':
      return said(filled(texts.takenBy, namesOf(state.by, texts)));
    case 'resolved':
      return said(texts.resolved);
    case 'over':
      return said(filled(texts.number, chat.number ?? ''));
  }
}

const namesOf = (names: readonly string[], { and }: Texts): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`;

/** What did not go as it should, until the next step. */
export function troubleOf({ trouble }: Chat, { refused, ended }: Texts): string {
  if (trouble === null) return '';
  return trouble in refused ? refused[trouble as keyof typeof refused] : ended[trouble as keyof typeof ended];
}
