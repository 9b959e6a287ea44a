import type { ThreadMessage } from '../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../shared/model/conversation.ts';
import { useText } from '../i18n/text.tsx';
import { useDirectory } from './use-directory.ts';
import { useEventText } from './use-event-text.ts';

/** What a chronology says of a message, without its text. */
export function useEntryText(conversation: Pick<Conversation, 'origin'>): (message: ThreadMessage) => string {
  const { t } = useText();
  const { nameOf } = useDirectory();
  const eventText = useEventText(conversation);
  return (message) => {
    if (message.event?.code === 'opened' && message.delivery === 'sent') {
      return `${eventText(message.event)} · ${t('event.acknowledged')}`;
    }
    if (message.event !== null) return eventText(message.event);
    if (message.kind === 'incoming') return t('event.incoming');
    if (message.kind === 'note') return t('event.note', { name: nameOf(message.authorId) });
    return message.automatic ? t('event.acknowledged') : t('event.reply', { name: nameOf(message.authorId) });
  };
}
