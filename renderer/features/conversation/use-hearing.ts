import { useRef, useState } from 'react';
import type { Hearing } from '../../../shared/model/hearing.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';

export interface Hearings {
  /** Nobody has listened to it. */
  readonly isUnheard: boolean;
  /** Who did and how, in words; null: nobody, or there is nothing that has to be listened to. */
  readonly said: string | null;
  readonly canHear: boolean;
  /** Once, however often it is called. */
  hear(how: Hearing): void;
}

/** What is known of a voicemail that came with a message, and the way to say that it was heard (VM6). */
export function useHearing(about: { readonly messageId: string; readonly conversationId: string }): Hearings {
  const { messageId, conversationId } = about;
  const { t, dates } = useText();
  const app = useApp();
  const { nameOf } = useDirectory();
  const now = useHubNow();
  const open = useLive({ name: 'conversation', id: conversationId });
  const [isSaid, setSaid] = useState(false);
  const isSaying = useRef(false);
  const line = open?.messages.find(({ event }) => event?.code === 'heard' && event.messageId === messageId);
  const under = open?.under ?? (open?.content?.state === 'resolved' ? open.content.fence : null);
  const isUnheard = line === undefined && !isSaid && (open?.row.unheard ?? 0) > 0;
  const canHear = isUnheard && under !== null;
  return {
    isUnheard,
    said: wordsOf(),
    canHear,
    hear(how) {
      if (!canHear || isSaying.current) return;
      isSaying.current = true;
      void app.send({ name: 'heard', conversationId, under, messageId, how }).then((isStored) => {
        isSaying.current = false;
        setSaid(isStored);
        if (isStored) app.announce(t('voice.announce'));
      });
    },
  };

  function wordsOf(): string | null {
    if (line?.event?.code === 'heard') {
      const { userId, how } = line.event;
      return t('voice.heard', { name: nameOf(userId), how: selectorOf(how), when: dates.atMoment(line.at, now) });
    }
    return isSaid ? t('voice.heard-pending') : null;
  }
}

/** Message selectors have no hyphens. */
const selectorOf = (how: Hearing): string => how.replaceAll('-', '_');
