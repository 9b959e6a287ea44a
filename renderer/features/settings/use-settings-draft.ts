import { useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { SettingsPart } from '../../../shared/model/association-settings.ts';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

interface Draft<T> {
  /** The revision on which it was begun. */
  readonly base: number;
  readonly value: T;
  /** The hub has it; here it has yet to arrive. */
  readonly isSaved: boolean;
}

export interface SettingsDraft<T> {
  readonly value: T;
  readonly isChanged: boolean;
  /** Somebody else has changed them since this draft was begun. */
  readonly isOutdated: boolean;
  readonly isSaving: boolean;
  readonly failure: Failure | null;
  change(value: T): void;
  /** What is typed stays, on top of what somebody else has set. */
  keep(): void;
  undo(): void;
  /** True when the hub has it; else what was typed stays. */
  save(part: (revision: number) => SettingsPart): Promise<boolean>;
}

/** A part of the settings as it is being changed ([RT5]): nothing typed is lost by a refusal, or by somebody else's change. */
export function useSettingsDraft<T>(revision: number, known: T): SettingsDraft<T> {
  const app = useApp();
  const [stored, setDraft] = useState<Draft<T> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSaving, setSaving] = useState(false);
  const draft = stored?.isSaved === true && revision > stored.base ? null : stored;
  return {
    value: draft === null ? known : draft.value,
    isChanged: draft !== null,
    isOutdated: draft !== null && !draft.isSaved && draft.base !== revision,
    isSaving,
    failure,
    change(value) {
      setFailure(null);
      setDraft({ base: draft?.base ?? revision, value, isSaved: false });
    },
    keep() {
      setFailure(null);
      if (draft !== null) setDraft({ ...draft, base: revision });
    },
    undo() {
      setFailure(null);
      setDraft(null);
    },
    async save(part) {
      const base = draft?.base ?? revision;
      setFailure(null);
      setSaving(true);
      try {
        await app.core.call({ name: 'set-settings', settings: part(base) });
        setDraft((latest) => (latest === null ? null : { ...latest, isSaved: true }));
        return true;
      } catch (error) {
        setFailure(failureOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}
