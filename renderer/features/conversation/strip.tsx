import { CircleCheck, Clock3, Lock, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Eviction } from '../../../shared/model/conversation.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import styles from './conversation.module.css';

/** Who can read the case now, and what became of the copies on other workstations. */
export function Strip({ open }: { open: OpenConversation }): ReactNode {
  const text = useText();
  const { t, dates } = text;
  const now = useHubNow();
  const { me, nameOf } = useDirectory();
  const { row, content } = open;
  if (content === null) return null;
  if (row.claim === 'requested') return line('waiting', <Clock3 aria-hidden="true" />, t('strip.requested'));
  if (row.state === 'waiting') return line('waiting', <Users aria-hidden="true" />, t('strip.waiting'));
  if (row.state === 'resolved') {
    const moment = row.resolvedAt === null ? '' : dates.moment(row.resolvedAt, now);
    return line('resolved', <CircleCheck aria-hidden="true" />, t('strip.resolved', { moment }));
  }
  const others = content.participantIds.filter((id) => id !== me?.id).map(nameOf);
  const whoSees = others.length === 0 ? t('strip.private-me') : t('strip.private-others', { names: others.join(', ') });
  return line('private', <Lock aria-hidden="true" />, [whoSees, ...receipts(text, content.eviction)].join(' · '));
}

const line = (kind: 'private' | 'waiting' | 'resolved', icon: ReactNode, words: string): ReactNode => (
  <div className={styles['strip']} data-kind={kind}>
    {icon}
    <span>{words}</span>
  </div>
);

function receipts({ t }: Text, eviction: Eviction | null): readonly string[] {
  if (eviction === null) return [];
  const { removed, pending, opened } = eviction;
  return [
    t('strip.removed', { count: removed }),
    pending > 0 ? t('strip.pending', { count: pending }) : null,
    opened > 0 ? t('strip.opened', { count: opened }) : null,
  ].filter((part) => part !== null);
}
