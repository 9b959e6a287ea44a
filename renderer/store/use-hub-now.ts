import { useEffect, useState } from 'react';
import { useApp, useLive } from './context.tsx';

const tickMs = 15_000;

/** Hub time, in steps that are fine enough for ages in minutes. */
export function useHubNow(): number {
  const { clock, timers } = useApp();
  const offsetMs = useLive({ name: 'status' })?.hubOffsetMs ?? 0;
  const [localNow, setLocalNow] = useState(() => clock.now());
  useEffect(() => timers.after(tickMs, () => setLocalNow(clock.now())), [clock, timers, localNow]);
  return localNow + offsetMs;
}
