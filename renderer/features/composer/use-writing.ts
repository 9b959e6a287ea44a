import { type RefObject, useEffect, useEffectEvent } from 'react';
import { useApp } from '../../store/context.tsx';
import type { WrittenKind } from './editor.tsx';

interface Writing {
  readonly id: string;
  readonly kind: WrittenKind;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly write: (kind: WrittenKind, change: (field: HTMLTextAreaElement) => void) => void;
}

/**
 * Whoever was writing goes on where they were when a fresh window takes the place of this one (EV6): the next key is a
 * letter of their text, never a command for the case.
 */
export function useWriting({ id, kind, field, write }: Writing): void {
  const app = useApp();
  const goOn = useEffectEvent(() => {
    const { place } = app.store.getState();
    if (place.writing === undefined || place.conversationId !== id) return;
    const { writing } = place;
    app.store.setState({ place: { ...place, writing: undefined } });
    write(writing.kind, (into) => into.setSelectionRange(writing.start, writing.end));
  });
  useEffect(() => goOn(), []);
  useEffect(() => {
    return app.watchWriting(() => {
      const into = field.current;
      if (into === null || document.activeElement !== into) return null;
      return { kind, start: into.selectionStart, end: into.selectionEnd };
    });
  }, [app, field, kind]);
}
