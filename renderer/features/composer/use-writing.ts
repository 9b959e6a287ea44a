import { type RefObject, useEffect, useEffectEvent } from 'react';
import { useApp } from '../../store/context.tsx';
import type { WrittenKind } from './written-kind.ts';

interface Writing {
  readonly id: string;
  readonly kind: WrittenKind;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly setKind: (kind: WrittenKind) => void;
}

/**
 * Where in which field one writes is known to main at any moment, so that whoever was writing goes on there when a fresh
 * window takes the place of this one (EV6): the next key is a letter of their text, never a command for the case.
 */
export function useWriting({ id, kind, field, setKind }: Writing): void {
  const app = useApp();
  const resume = useEffectEvent(() => {
    const { place } = app.store.getState();
    if (place.writing?.conversationId !== id) return;
    if (place.writing.kind !== kind) setKind(place.writing.kind);
    else if (field.current !== null && isBackAt(field.current, place.writing)) app.resumeWriting();
  });
  // The other field, and the text in this one, are there only after they have been drawn.
  useEffect(() => resume());
  useEffect(
    () =>
      app.watchWriting(() => {
        const into = field.current;
        if (into === null || document.activeElement !== into) return null;
        return { conversationId: id, kind, start: into.selectionStart, end: into.selectionEnd };
      }),
    [app, id, field, kind],
  );
  useEffect(() => {
    const moves = ['selectionchange', 'focusin', 'focusout'] as const;
    for (const move of moves) document.addEventListener(move, app.rememberWriting);
    return () => {
      for (const move of moves) document.removeEventListener(move, app.rememberWriting);
    };
  }, [app]);
}

/** Puts the focus there; false: the text in which it was is still to come. */
function isBackAt(field: HTMLTextAreaElement, { start, end }: { start: number; end: number }): boolean {
  field.focus();
  field.setSelectionRange(start, end);
  return field.value !== '' || end === 0 || document.activeElement !== field;
}
