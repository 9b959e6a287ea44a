import { useEffect, useEffectEvent, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { takenBy, withPress } from '../../keys/key-map.ts';
import { pressOf, type Recorded } from '../../keys/press-of.ts';
import { canChange, capsOf, type KeyId, labelOf } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp } from '../../store/context.tsx';
import { useChangePreferences } from '../../store/use-preferences.ts';

type Why = Extract<Recorded, { kind: 'refused' }>['why'];

export interface KeyRecorder {
  /** The action whose next key is waited for. */
  readonly id: KeyId | null;
  /** Pressed, but it leads somewhere else already. */
  readonly conflict: { readonly press: string; readonly owner: KeyId; readonly canTake: boolean } | null;
  readonly refused: Why | null;
  start(id: KeyId): void;
  stop(): void;
  /** Takes the key from the action that has it. */
  take(): void;
}

interface Recording {
  readonly id: KeyId;
  readonly conflict: KeyRecorder['conflict'];
  readonly refused: Why | null;
}

/** Waits for one key, before anything else in the window sees it; Esc gives up. */
export function useKeyRecorder(): KeyRecorder {
  const { t } = useText();
  const app = useApp();
  const { map } = useKeyMap();
  const change = useChangePreferences();
  const [recording, setRecording] = useState<Recording | null>(null);
  const stop = (): void => setRecording(null);
  const keep = (id: KeyId, press: string): void => {
    change({ keys: withPress(map, id, press) });
    app.announce(t('keys.kept', { key: capsOf(press).join(' '), action: t(labelOf(id)) }));
    stop();
  };
  const receive = useEffectEvent((event: KeyboardEvent) => {
    if (recording === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === 'Escape') return stop();
    const recorded = pressOf(event);
    if (recorded.kind === 'more') return;
    if (recorded.kind === 'refused') return setRecording({ ...recording, refused: recorded.why });
    const { press } = recorded;
    const owner = takenBy(map, press, recording.id);
    if (owner === null) return keep(recording.id, press);
    setRecording({ ...recording, refused: null, conflict: { press, owner, canTake: canChange(owner) } });
  });
  const isListening = recording !== null && recording.conflict === null;
  useEffect(() => {
    if (!isListening) return undefined;
    const listen = (event: KeyboardEvent): void => receive(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [isListening]);
  return {
    id: recording?.id ?? null,
    conflict: recording?.conflict ?? null,
    refused: recording?.refused ?? null,
    start: (id) => setRecording({ id, conflict: null, refused: null }),
    stop,
    take: () => {
      if (recording?.conflict) keep(recording.id, recording.conflict.press);
    },
  };
}
