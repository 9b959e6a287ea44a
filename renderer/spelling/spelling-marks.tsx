import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { WrittenLanguage } from '../../shared/bridge/desktop.ts';
import { useApp, useAppState } from '../store/context.tsx';
import { type Mark, marksOf } from './marks-of.ts';
import { commonLength } from './passages.ts';
import styles from './spelling-marks.module.css';

interface SpellingMarksProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly language: WrittenLanguage;
}

/**
 * Lines under the wrong words of a field, drawn by the window: what Electron offers for this has kept windows of some of its
 * versions busy for ever, and brought those of others down. What is marked is read out by nobody: F7 finds it.
 */
export function SpellingMarks({ field, text, language }: SpellingMarksProps): ReactNode {
  const marks = useMarks({ field, text, language });
  const moved = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = field.current;
    if (area === null || marks.length === 0) return undefined;
    const follow = (): void => {
      if (moved.current !== null) moved.current.style.translate = `0 ${String(-area.scrollTop)}px`;
    };
    follow();
    area.addEventListener('scroll', follow);
    return () => area.removeEventListener('scroll', follow);
  }, [field, marks]);
  if (marks.length === 0) return null;
  return (
    <div className={styles['over']} aria-hidden="true">
      <div ref={moved}>
        {marks.map(({ left, top, width }) => (
          <span key={`${String(left)} ${String(top)}`} className={styles['mark']} style={{ left, top, width }} />
        ))}
      </div>
    </div>
  );
}

/** Ms without a key after which words are looked up. */
const PAUSE_MS = 120;
/** Words marked in one field; a text with more is in another language. */
const MOST_WORDS = 200;

interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
}
const unmarked: Marked = { text: '', marks: [] };

/** Of what was changed since they were drawn none are shown. */
function useMarks({ field, text, language }: SpellingMarksProps): readonly Mark[] {
  const { timers } = useApp();
  const isReady = useAppState(({ settings, spelled }) => settings.spelling && spelled.ready.includes(language));
  const wrongIn = useAppState(({ spelled }) => spelled.wrongIn);
  const [marked, setMarked] = useState(unmarked);
  useEffect(() => {
    const area = field.current;
    if (area === null || wrongIn === null || !isReady || text === '') return undefined;
    let cancel = (): void => undefined;
    const look = (): void => {
      // The word that is being written is not wrong yet.
      const caret = document.activeElement === area ? area.selectionStart : -1;
      const wrong = wrongIn({ language, text }).filter(({ end }) => end !== caret);
      setMarked({ text, marks: marksOf(area, wrong.slice(0, MOST_WORDS)) });
    };
    const plan = (): void => {
      cancel();
      cancel = timers.after(PAUSE_MS, look);
    };
    plan();
    const resized = new ResizeObserver(plan);
    resized.observe(area);
    document.addEventListener('selectionchange', plan);
    area.addEventListener('blur', plan);
    return () => {
      cancel();
      resized.disconnect();
      document.removeEventListener('selectionchange', plan);
      area.removeEventListener('blur', plan);
    };
  }, [field, text, language, isReady, wrongIn, timers]);
  if (!isReady || wrongIn === null || marked.marks.length === 0) return unmarked.marks;
  if (marked.text === text) return marked.marks;
  const alike = commonLength(marked.text, text);
  return marked.marks.filter(({ end }) => end < alike);
}
