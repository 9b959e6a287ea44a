import { useEffect, useEffectEvent } from 'react';
import { useApp, useAppState } from '../../store/context.tsx';

/** A reply of this case was undone, here or while another one was open: its author goes on writing it (CO10). */
export function useUndone(conversationId: string, goOn: () => void): void {
  const app = useApp();
  const isBack = useAppState((state) => state.undone === conversationId);
  const take = useEffectEvent(() => {
    app.expectUndone(null);
    goOn();
  });
  useEffect(() => {
    if (isBack) take();
  }, [isBack]);
}
