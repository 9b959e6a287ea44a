import { useEffect, useState } from 'react';
import { useApp } from './context.tsx';

/** Whether `is` has been true for a while: what lasts a moment only is not worth a line that comes and goes. */
export function useLasting(is: boolean, delayMs = 3_000): boolean {
  const { timers } = useApp();
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!is) return undefined;
    const cancel = timers.after(delayMs, () => setHasLasted(true));
    return () => {
      cancel();
      setHasLasted(false);
    };
  }, [is, delayMs, timers]);
  return is && hasLasted;
}
