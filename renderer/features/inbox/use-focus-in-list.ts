import { useEffect, useRef } from 'react';
import { useAppState } from '../../store/context.tsx';

/**
 * What is done in the bar takes the button away with which it was done, and at times the bar: whoever used it goes on in
 * the list. A dialog gives the focus back itself, where the button is still there.
 */
export function useFocusInList(isUp: boolean, done: object | null): void {
  const isInDialog = useAppState(({ dialog }) => dialog !== null);
  const before = useRef({ isUp, done });
  useEffect(() => {
    if (isInDialog) return;
    const isAnother = before.current.isUp && (!isUp || before.current.done !== done);
    before.current = { isUp, done };
    if (isAnother && document.activeElement === document.body) {
      document.querySelector<HTMLElement>('[role="listbox"][data-pane-entry]')?.focus();
    }
  }, [isUp, done, isInDialog]);
}
