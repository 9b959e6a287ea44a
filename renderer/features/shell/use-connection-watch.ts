import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';

const arrivalsBatchMs = 5_000;

/** Keeps "offline since" over all attempts to connect, and says it aloud when the connection goes and comes back. */
export function useConnectionWatch(): void {
  const app = useApp();
  const { t } = useText();
  const status = useLive({ name: 'status' });
  const connection = status?.connection;
  const sinceAt = status?.localSinceAt ?? 0;
  const isOut = connection === 'offline' || (connection === 'connecting' && status?.problem != null);
  useEffect(() => {
    const { localOfflineSinceAt } = app.store.getState();
    if (isOut && localOfflineSinceAt === null) {
      app.store.setState({ localOfflineSinceAt: sinceAt });
      app.announce(t('announce.offline'));
    }
    if (connection === 'online' && localOfflineSinceAt !== null) {
      app.store.setState({ localOfflineSinceAt: null });
      app.announce(t('announce.online'));
    }
  }, [app, t, isOut, connection, sinceAt]);
}

/** New cases to take are said aloud, those of five seconds together. */
export function useArrivalsWatch(): void {
  const app = useApp();
  const { t } = useText();
  const waiting = useLive({ name: 'counts' })?.views['to-take'];
  const isSettled = useLive({ name: 'status' })?.syncing === null;
  const last = useRef<number | undefined>(undefined);
  const arrived = useRef(0);
  useEffect(() => {
    if (waiting === undefined) return;
    const more = last.current === undefined || !isSettled ? 0 : Math.max(0, waiting - last.current);
    last.current = waiting;
    if (more === 0) return;
    const isFirst = arrived.current === 0;
    arrived.current += more;
    if (!isFirst) return;
    app.timers.after(arrivalsBatchMs, () => {
      app.announce(t('announce.arrivals', { count: arrived.current }));
      arrived.current = 0;
    });
  }, [app, t, waiting, isSettled]);
}
