import { CircleCheck, TriangleAlert, Undo2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useKeys } from '../../keys/use-keys.ts';
import type { Toast } from '../../store/app-state.ts';
import type { App } from '../../store/create-app.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { usePreferences } from '../../store/use-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { Modal } from '../../ui/modal.tsx';
import styles from './toasts.module.css';

/** After so long a word goes by itself, unless somebody is at it or wants it to stay (WCAG 2.2.1). */
const toastMs = 10_000;

/** What became of something that a person just did. What else stands in this corner comes above it. */
export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const toasts = useAppState((state) => state.toasts);
  const { keepToasts } = usePreferences();
  const region = useRef<HTMLElement>(null);
  const isHeld = useHeld(region);
  const came = useRef<Element | null>(null);
  const key = useKeyMap().caps('toasts');
  const last = toasts.findLast(({ content }) => content.kind === 'done' && content.undo !== null);
  useKeys({
    undo: last === undefined ? undefined : () => undoToast(app, last),
    toasts: () => {
      if (toasts.length === 0) return app.openDialog({ kind: 'past-toasts' });
      came.current = document.activeElement;
      region.current?.querySelector('button')?.focus();
    },
  });
  /** Whoever came by key goes back to where they were; focus is never lost with the word. */
  const goBack = (): void => {
    if (region.current?.contains(document.activeElement) && came.current instanceof HTMLElement) came.current.focus();
  };
  return (
    <div className={styles['corner']}>
      {children}
      <section
        ref={region}
        className={styles['toasts']}
        aria-label={t('toasts.landmark', { key: key ?? 'none' })}
        data-pane={toasts.length > 0 ? true : undefined}
        tabIndex={-1}
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} stays={isHeld || keepToasts} onGone={goBack} />
        ))}
      </section>
    </div>
  );
}

function undoToast(app: App, { id, content }: Toast): void {
  app.dismissToast(id);
  if (content.kind === 'done') content.undo?.();
}

/** The pointer or the focus is within. */
function useHeld(region: RefObject<HTMLElement | null>): boolean {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const element = region.current;
    const look = (): void => setHeld(element?.matches(':hover, :focus-within') === true);
    const kinds = ['pointerenter', 'pointerleave', 'focusin'] as const;
    for (const kind of kinds) element?.addEventListener(kind, look);
    // Where the focus goes is known a moment after it has left.
    const later = (): void => queueMicrotask(look);
    element?.addEventListener('focusout', later);
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, look);
      element?.removeEventListener('focusout', later);
    };
  }, [region]);
  return isHeld;
}

interface ToastCardProps {
  readonly toast: Toast;
  readonly stays: boolean;
  readonly onGone: () => void;
}

function ToastCard({ toast: { id, content }, stays, onGone }: ToastCardProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const words = useToastText();
  const keyboard = useKeyMap();
  useEffect(() => (stays ? undefined : app.timers.after(toastMs, () => app.dismissToast(id))), [app, id, stays]);
  const close = (): void => {
    onGone();
    app.dismissToast(id);
  };
  const undo = content.kind === 'done' ? content.undo : null;
  return (
    <div className={styles['toast']} data-kind={content.kind} role={content.kind === 'failure' ? 'alert' : 'status'}>
      {content.kind === 'failure' ? <TriangleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
      <div className={styles['text']}>{words(content)}</div>
      {undo !== null && (
        <Button
          isSmall
          aria-keyshortcuts={keyboard.aria('undo')}
          onPress={() => {
            close();
            undo();
          }}
        >
          <Undo2 aria-hidden="true" />
          {t('toasts.undo')}
        </Button>
      )}
      <CrossButton label={t('action.close')} onPress={close} />
    </div>
  );
}

/** The last ones, newest first: whoever was not quick enough reads them here. */
export function PastToasts(): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const past = useAppState((state) => state.pastToasts);
  const words = useToastText();
  return (
    <Modal title={t('toasts.past')} closeLabel={t('action.close')} isText onClose={() => app.openDialog(null)}>
      {past.length === 0 && <p>{t('toasts.none')}</p>}
      <ul className={styles['past']}>
        {past.toReversed().map(({ id, localAt, content }) => (
          <li key={id}>
            <time>{dates.clock(localAt)}</time>
            <span>{words(content)}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function useToastText(): (content: Toast['content']) => string {
  const failureText = useFailureText();
  return (content) => (content.kind === 'failure' ? failureText(content.failure) : content.text);
}
