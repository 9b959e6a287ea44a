import { Eye } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Inspection } from '../../../shared/model/inspection.ts';
import { GuardProvider } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { oneThread } from '../../store/one-thread.ts';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './conversation.module.css';
import { Thread } from './thread.tsx';

/** A private case that a coordinator reads without taking part in it (section BG): to be read, and nothing else. */
export function InspectionView({ open, inspection }: { open: OpenConversation; inspection: Inspection }): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const clock = dates.clock(inspection.endsAt);
  const { number } = open.row;
  useEffect(() => app.announce(t('inspect.announce-begun', { number, clock })), [app, t, number, clock]);
  const messages = inspection.messages.map((message) => ({ ...message, pending: null }));
  const shown = { ...open, content: inspection.conversation, messages, under: null };
  return (
    <GuardProvider open={shown}>
      <div className={styles['strip']} data-kind="inspection" role="group" aria-label={t('inspect.label')}>
        <Eye aria-hidden="true" />
        <span>{t('inspect.strip', { clock, read: dates.clock(inspection.readAt) })}</span>
        <Button isSmall autoFocus onPress={() => void app.core.call({ name: 'end-inspection' })}>
          {t('inspect.end')}
        </Button>
      </div>
      <Thread conversation={inspection.conversation} entries={oneThread(shown, [])} />
    </GuardProvider>
  );
}
