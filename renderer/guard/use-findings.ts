import { useEffect, useMemo, useState } from 'react';
import type { Direction, Finding } from '../../shared/guard/finding.ts';
import { useApp } from '../store/context.tsx';
import { guard } from './guard.ts';
import { createReader, type FindingsByText } from './reader.ts';
import { useGuardSettings } from './use-guard-settings.ts';

const nothing: FindingsByText = new Map();
const none: readonly Finding[] = [];

/** Of each text what the guard found in it, as soon as it is read; computed here, never stored and never sent. */
export function useFindingsOf(texts: readonly string[], direction: Direction, delayMs = 0): FindingsByText {
  const { timers } = useApp();
  const scan = guard.useLoaded();
  const settings = useGuardSettings();
  const [findings, setFindings] = useState(nothing);
  const reader = useMemo(() => {
    if (scan === null) return null;
    const onRead = (read: FindingsByText): void =>
      setFindings((before) => (read.size + before.size === 0 ? before : read));
    return createReader({ scan, direction, settings, timers, onRead });
  }, [scan, direction, settings, timers]);
  const key = texts.join('\u0000');
  useEffect(() => {
    reader?.read(key === '' ? [] : key.split('\u0000'), delayMs);
    return reader?.stop;
  }, [reader, key, delayMs]);
  return findings;
}

/** Ms without a key after which the text is read; what it takes then stays well below 50 ms with this. */
export const pauseMs = 25;

/** What should not stand in a text that is being written; of the text before, until the new one is read. */
export function useFindingsWhileTyping(text: string): { readonly text: string; readonly findings: readonly Finding[] } {
  const [read] = [...useFindingsOf([text], 'out', pauseMs)];
  return read === undefined ? { text: '', findings: none } : { text: read[0], findings: read[1] };
}
