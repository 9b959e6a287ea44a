import { CircleCheck, Clock3, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/small.tsx';
import styles from './outbox.module.css';
import { SyncCard } from './sync-card.tsx';

/** What was done here and the hub has not confirmed yet; what has not left can be taken back. */
export function OutboxPage(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const items = useLive({ name: 'outbox' });
  const [answer, setAnswer] = useState('');
  const cancel = async (seq: number): Promise<void> => {
    try {
      const { cancelled } = await app.core.call({ name: 'cancel', seq });
      setAnswer(t(cancelled ? 'outbox.cancelled' : 'outbox.too-late'));
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  return (
    <Page title={t('nav.outbox')} lead={t('outbox.lead')}>
      <SyncCard />
      <p role="status">{answer}</p>
      {items?.length === 0 && <Empty icon={CircleCheck} title={t('outbox.empty')} why={t('outbox.empty-why')} />}
      {items !== undefined && items.length > 0 && (
        <Card>
          {items.map((item) => (
            <Item key={item.seq} item={item} onCancel={() => void cancel(item.seq)} />
          ))}
        </Card>
      )}
    </Page>
  );
}

function Item({ item, onCancel }: { item: Result<'outbox'>[number]; onCancel: () => void }): ReactNode {
  const { t, dates } = useText();
  const { clock } = useApp();
  const command = t('outbox.command', { name: item.name.replaceAll('-', '_') });
  const isAboutNone = item.conversationId === 'none';
  const number = item.number ?? t(isAboutNone ? 'outbox.no-case' : 'outbox.unknown-number');
  const Icon = item.sent ? Send : Clock3;
  return (
    <div className={styles['item']}>
      <Icon aria-hidden="true" />
      <div className={styles['what']}>
        <strong>{command}</strong> · {number}
        <p>
          {dates.moment(item.localAt, clock.now())} ·{' '}
          {t(item.sent ? 'outbox.sent' : item.undoUntil === null ? 'outbox.waiting' : 'outbox.undoable')}
        </p>
      </div>
      {!item.sent && (
        <Button
          isSmall
          aria-label={t(isAboutNone ? 'outbox.cancel-label-no-case' : 'outbox.cancel-label', { command, number })}
          onPress={onCancel}
        >
          {t('outbox.cancel')}
        </Button>
      )}
    </div>
  );
}
