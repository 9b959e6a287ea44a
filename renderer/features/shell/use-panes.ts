import { useKeys } from '../../keys/use-keys.ts';

/** F6 and Shift+F6: to the next or previous pane, as in other programs of the desktop. */
export function usePanes(): void {
  useKeys({ landmark: (event) => focusPane(event.shiftKey ? -1 : 1) });
}

function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(current + step + panes.length) % panes.length];
  const entry = pane?.querySelector<HTMLElement>('[data-pane-entry]');
  (entry ?? pane)?.focus();
}
