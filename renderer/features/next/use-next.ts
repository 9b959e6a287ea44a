import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { type App, failureOf } from '../../store/create-app.ts';

/** The key of the next in line, and the window that follows it where the hub knows better (NX2). */
export function useNext(): void {
  const app = useApp();
  useKeys({ 'next-case': () => void takeNext(app) });
  useFollow();
}

/** Claims the first of my groups, and shows it. */
export async function takeNext(app: App): Promise<void> {
  try {
    const { conversationId } = await app.core.call({ name: 'next' });
    if (conversationId === null) return app.complain({ code: 'none-waiting' });
    app.search('');
    app.go({ conversationId });
  } catch (error) {
    app.complain(failureOf(error));
  }
}

/** Whoever looks at the one that was asked for is led to the one that was granted; once, so that they may look back. */
function useFollow(): void {
  const app = useApp();
  const { t } = useText();
  const next = useLive({ name: 'next' });
  const openId = useAppState((state) => state.place.conversationId);
  const led = useRef<string | null>(null);
  const heldId = next?.heldId ?? null;
  const isMoved =
    heldId !== null && openId !== null && next?.insteadOf.includes(openId) === true && led.current !== heldId;
  useEffect(() => {
    if (!isMoved) return;
    led.current = heldId;
    app.go({ conversationId: heldId });
    app.announce(t('next.moved'));
  }, [app, t, isMoved, heldId]);
}
