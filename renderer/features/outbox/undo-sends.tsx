import { Undo2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { capsOf } from '../../keys/registry.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useLive } from '../../store/context.tsx';
import { type App, failureOf } from '../../store/create-app.ts';
import { Button } from '../../ui/button.tsx';
import { Key } from '../../ui/small.tsx';
import styles from './undo-sends.module.css';

type Item = Result<'outbox'>[number] & { readonly undoUntil: number };

const isUndoable = (item: Result<'outbox'>[number]): item is Item => item.name === 'reply' && item.undoUntil !== null;

const tickMs = 250;

/** Replies that wait to be undone (CO10): whatever is on the screen, a card says for how long, and takes each back. */
export function UndoSends(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const items = (useLive({ name: 'outbox' }) ?? []).filter(isUndoable);
  const last = items.at(-1);
  const keyboard = useKeyMap();
  const caps = keyboard.caps('undo-send');
  const undo = (item: Item): void => void undoSend(app, item);
  useKeys({ 'undo-send': last === undefined ? undefined : () => undo(last) });
  const section = useFocusBack();
  useAnnouncement(items);
  if (items.length === 0) return null;
  return (
    <section className={styles['cards']} aria-label={t('undo.label')} data-pane tabIndex={-1} ref={section}>
      {items.map((item) => (
        <div key={item.seq} className={styles['card']}>
          <p>
            <strong>{t('undo.title', { number: item.number ?? '' })}</strong>
            <Countdown until={item.undoUntil} />
          </p>
          {/* Beside the button, whose spoken name would not begin with what it shows. */}
          {item === last && caps !== null && <Key>{caps}</Key>}
          <Button
            isSmall
            data-pane-entry
            aria-label={t('undo.button-label', { number: item.number ?? '' })}
            aria-keyshortcuts={keyboard.aria('undo-send')}
            onPress={() => undo(item)}
          >
            <Undo2 aria-hidden="true" />
            {t('undo.button')}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** Seen, not heard: nobody wants to be counted down to. */
function Countdown({ until }: { until: number }): ReactNode {
  const { t } = useText();
  const { clock, timers } = useApp();
  const [localNow, setLocalNow] = useState(() => clock.now());
  useEffect(() => timers.after(tickMs, () => setLocalNow(clock.now())), [clock, timers, localNow]);
  const seconds = Math.max(0, Math.ceil((until - localNow) / 1000));
  return <span aria-hidden="true">{t('undo.leaves-in', { seconds })}</span>;
}

function useAnnouncement(items: readonly Item[]): void {
  const { t } = useText();
  const app = useApp();
  const keyboard = useKeyMap();
  const newest = Math.max(0, ...items.map(({ seq }) => seq));
  const say = useEffectEvent(() => {
    const item = items.find(({ seq }) => seq === newest);
    if (item === undefined) return;
    const seconds = Math.ceil((item.undoUntil - app.clock.now()) / 1000);
    // As it is said, and first the one that acts within a text.
    const keys = keyboard
      .presses('undo-send')
      .toReversed()
      .map((press) => capsOf(press).join(' ').replace('⇧', t('key.name.shift')));
    const key = keys.length === 0 ? 'none' : keys.join(` ${t('key.name.or')} `);
    if (seconds > 0) app.announce(t('undo.announce', { seconds, key }));
  });
  useEffect(() => {
    if (newest > 0) say();
  }, [newest]);
}

/** Takes a reply back into the field in which it was written, with its files. */
async function undoSend(app: App, { seq, conversationId }: Item): Promise<void> {
  // Before anything comes back: a field that is on the screen has to know what it is.
  app.expectUndone(conversationId);
  try {
    const { cancelled } = await app.core.call({ name: 'cancel', seq });
    if (cancelled) return app.go({ conversationId });
  } catch (error) {
    app.complain(failureOf(error));
  }
  return app.expectUndone(null);
}

/** A card goes by itself: who stood on it is put back where they came from. */
function useFocusBack(): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  const from = useRef<HTMLElement>(null);
  useEffect(() => {
    const remember = ({ target, relatedTarget }: FocusEvent): void => {
      const isHere = target instanceof Node && section.current?.contains(target) === true;
      const isFromHere = relatedTarget instanceof Node && section.current?.contains(relatedTarget) === true;
      if (isHere && !isFromHere && relatedTarget instanceof HTMLElement) from.current = relatedTarget;
      if (!isHere) from.current = null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  // The browser says nothing when what has the focus is taken away: it lies on the body then.
  useEffect(() => {
    const back = from.current;
    if (back === null || document.activeElement !== document.body) return;
    from.current = null;
    if (back.isConnected) back.focus();
  });
  return section;
}
