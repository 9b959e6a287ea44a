import { HeartHandshake } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { fillVariables } from '../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { isAbusive } from '../../../shared/tone/abusive.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './composer.module.css';
import { useVariables } from './use-variables.ts';

/** Shortcuts of the association's own calm reply, by language; without one there are words of ours. */
const shortcuts: Readonly<Record<CannedReply['lang'], string>> = { it: 'calma', en: 'calm' };

interface ToneNoticeProps {
  readonly open: OpenConversation;
  /** Puts a calm reply into the field. */
  readonly onCalm: (text: string) => void;
}

/** Nobody has to stand abuse alone: what is to be answered offends, and here are two ways on (TN2). */
export function ToneNotice({ open, onCalm }: ToneNoticeProps): ReactNode {
  const { t, locale } = useText();
  const app = useApp();
  const replies = useLive({ name: 'canned-replies' }) ?? [];
  const variables = useVariables(open)(locale);
  const [closedId, setClosedId] = useState<string | null>(null);
  const message = toAnswer(open);
  const text = message?.text ?? '';
  const offends = useMemo(() => isAbusive(text), [text]);
  if (message === undefined || !offends || closedId === message.id || open.under === null) return null;
  const calm = (): void => {
    const ready = replies.find(({ lang, shortcut }) => lang === locale && shortcut === shortcuts[locale]);
    const name = variables['contact.firstName'] ?? t('offer.nobody');
    onCalm(ready === undefined ? t('tone.reply', { name }) : fillVariables(ready.text, variables));
    setClosedId(message.id);
  };
  return (
    <div className={styles['message']} data-many role="group" aria-label={t('tone.label')}>
      <HeartHandshake aria-hidden="true" />
      <span className={styles['grow']}>{t('tone.notice')}</span>
      <Button isSmall onPress={calm}>
        {t('tone.calm')}
      </Button>
      {open.row.state === 'claimed' && (
        <Button isSmall onPress={() => app.openDialog({ kind: 'add-participant', conversationId: open.row.id })}>
          {t('tone.colleague')}
        </Button>
      )}
      <Button isSmall look="plain" onPress={() => setClosedId(message.id)}>
        {t('action.close')}
      </Button>
    </div>
  );
}

/** The contact's last message, unless somebody has answered it. */
function toAnswer({ messages }: OpenConversation) {
  const last = messages.findLast(({ kind, automatic }) => !automatic && (kind === 'incoming' || kind === 'reply'));
  return last?.kind === 'incoming' ? last : undefined;
}
