import { Lock, TriangleAlert, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Notice } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import type { Toast } from '../../store/app-state.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './notices.module.css';

const shownAtOnce = 3;

/** What a person must be told even when not looking. Notices stay until dismissed; the others go by themselves. */
export function Notices(): ReactNode {
  const { t } = useText();
  const notices = useLive({ name: 'notices' }) ?? [];
  const toasts = useAppState((state) => state.toasts);
  return (
    <section className={styles['stack']} aria-label={t('landmark.notices')} aria-live="polite" data-pane tabIndex={-1}>
      {notices.slice(-shownAtOnce).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {toasts.map((toast) => (
        <ToastCard key={`toast-${toast.id}`} toast={toast} />
      ))}
    </section>
  );
}

const noticeIcons = { refused: Undo2, 'evicted-while-open': Lock, 'database-rebuilt': TriangleAlert } as const;

function NoticeCard({ notice }: { notice: Notice }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const Icon = noticeIcons[notice.kind];
  const dismiss = (): void => {
    app.core.call({ name: 'dismiss-notice', id: notice.id }).catch(() => undefined);
  };
  return (
    <div className={styles['card']} data-kind={notice.kind}>
      <Icon aria-hidden="true" />
      <div className={styles['text']}>
        <strong>
          {t(`notice.${notice.kind}`, { number: notice.number ?? '', command: notice.command ?? 'other' })}
        </strong>
        {notice.failure && <p>{failureText(notice.failure)}</p>}
        <div className={styles['actions']}>
          {notice.conversationId !== null && (
            <Button
              isSmall
              onPress={() => {
                app.go({ conversationId: notice.conversationId });
                dismiss();
              }}
            >
              {t('notice.open')}
            </Button>
          )}
          <Button isSmall look="plain" onPress={dismiss}>
            {t('action.dismiss')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  return (
    <div className={styles['card']}>
      <TriangleAlert aria-hidden="true" />
      <div className={styles['text']}>{failureText(toast.failure)}</div>
      <Button isSmall isIcon look="plain" aria-label={t('action.close')} onPress={() => app.dismissToast(toast.id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
