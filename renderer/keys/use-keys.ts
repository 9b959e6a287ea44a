import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { useApp } from '../store/context.tsx';
import { definitionOf, isSingle, type KeyId, keyIds } from './registry.ts';
import { useKeyMap } from './use-key-map.ts';

type Handlers = { readonly [id in KeyId]?: ((event: KeyboardEvent) => void) | undefined };

/** Binds keys of the registry while the component is on screen. A handler that is undefined leaves its key alone. */
export function useKeys(handlers: Handlers): void {
  useAsActions(handlers);
  const { presses } = useKeyMap();
  const { store } = useApp();
  const run = useEffectEvent((id: KeyId, press: string, event: KeyboardEvent) => {
    const handler = handlers[id];
    if (handler === undefined || isLeftAlone(event, id, press)) return;
    // Whoever was writing when this window took over goes on, as soon as their text is there (EV6).
    if (isSingle(press) && store.getState().place.writing !== undefined) return;
    event.preventDefault();
    handler(event);
  });

  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const id of keyIds) {
      if (definitionOf(id).local) continue;
      for (const press of presses(id)) bindings[press] = (event) => run(id, press, event);
    }
    return tinykeys(window, bindings, { ignore: () => false });
  }, [presses]);
}

/** What has a key can also be chosen by name, in the palette, for as long as it can be done. */
function useAsActions(handlers: Handlers): void {
  const { actions } = useApp();
  const run = useEffectEvent((id: KeyId) => handlers[id]?.(new KeyboardEvent('keydown')));
  const ids = keyIds.filter((id) => handlers[id] !== undefined).join(' ');
  useEffect(() => {
    const own = keyIds.filter((id) => ids.split(' ').includes(id)).map((id) => [id, () => run(id)] as const);
    for (const [id, action] of own) actions.set(id, action);
    return () => {
      for (const [id, action] of own) if (actions.get(id) === action) actions.delete(id);
    };
  }, [actions, ids]);
}

function isLeftAlone(event: KeyboardEvent, id: KeyId, press: string): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : null;
  // A dialog keeps the focus: what lies under it must not act.
  if (!definitionOf(id).everywhere && target?.closest('[role="dialog"], [role="alertdialog"]')) return true;
  return (isSingle(press) || definitionOf(id).outsideText === true) && target !== null && isEditable(target);
}

const isEditable = (target: Element): boolean =>
  target.matches(
    'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable="true"]',
  );
