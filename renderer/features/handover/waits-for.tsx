import type { ReactNode } from 'react';
import type { Channel } from '../../../shared/model/conversation.ts';
import { CHAT_PASSING_MS, PASSING_MS } from '../../../shared/model/passing.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import styles from './handover.module.css';

const MINUTE_MS = 60_000;

/** What passing a case to this person means: it waits for their word, and for how long (TR1, TR2). */
export function WaitsFor({ userId, channel }: { userId: string; channel: Channel }): ReactNode {
  const { t } = useText();
  const { nameOf } = useDirectory();
  const isOnline = useLive({ name: 'status' })?.connection === 'online';
  const present = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const isThere = present.some((person) => person.userId === userId && person.state === 'available');
  const minutes = (channel === 'chat' ? CHAT_PASSING_MS : PASSING_MS) / MINUTE_MS;
  return (
    <p className={styles['waits']}>
      {t(isOnline && !isThere ? 'passing.lead-away' : 'passing.lead', { name: nameOf(userId) })}{' '}
      {t('passing.waits', { count: minutes })}.
    </p>
  );
}
