import { useEffect, useRef, useState } from 'react';
import type { CannedEntry, Draft } from '../../../shared/bridge/core-queries.ts';
import { revisionOf } from '../../../shared/canned/changes.ts';
import { problemsOf, type CannedProblem } from '../../../shared/canned/check.ts';
import type { CannedFile } from '../../../shared/canned/files.ts';
import { parseCannedForm, replyOfForm, type CannedForm } from '../../../shared/canned/form.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useChange } from './use-library.ts';

export interface FormState {
  readonly form: CannedForm;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** What keeps it from being stored. */
  readonly problems: readonly CannedProblem[];
  /** They were asked for: somebody wanted to store it. */
  readonly areShown: boolean;
  readonly failure: Failure | null;
  /** As somebody else has stored it since this was begun; null: nobody has. `gone`: they removed it. */
  readonly other: CannedEntry | 'gone' | null;
  change(part: Partial<CannedForm>): void;
  /** Beside those that are there by then. */
  addFile(file: CannedFile): void;
  /** True when it is stored; else what was typed stays. */
  save(): Promise<boolean>;
  /** What was typed is given up. */
  drop(): void;
  /** What was typed stays, on top of what somebody else has stored. */
  keep(): void;
}

/** A reply as it is being written: a draft on this PC from the first letter on, whatever happens to the window ([CR2]). */
export function useCannedForm(id: string, start: CannedForm, draft: Draft | undefined): FormState {
  const editor = useDraft(id, 'canned', draft);
  const around = useSurroundings(start.isOwn);
  const store = useChange();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [areShown, setShown] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const form = parseCannedForm(editor.text) ?? start;
  const known = around.others.find((reply) => reply.id === id);
  const reply = replyOfForm(id, form);
  const problems = problemsOf(reply, around);
  // Somebody goes on typing while a file is on its way.
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  });
  const type = (next: CannedForm): void => {
    latest.current = next;
    editor.type(JSON.stringify(next));
  };
  return {
    form,
    isChanged: editor.text !== '',
    isSaving,
    problems,
    areShown,
    failure,
    other: revisionOf(known) === form.base ? null : (known ?? 'gone'),
    change(part) {
      setFailure(null);
      type({ ...form, ...part });
    },
    addFile: (file) => type({ ...latest.current, files: [...latest.current.files, file] }),
    async save() {
      setShown(true);
      setFailure(null);
      if (problems.length > 0) return false;
      setSaving(true);
      editor.flush();
      const refused = await store(form.isOwn, [{ step: 'put', reply, base: form.base }]);
      setSaving(false);
      setFailure(refused);
      if (refused === null) editor.clear();
      return refused === null;
    },
    drop: () => editor.clear(),
    keep() {
      setFailure(null);
      type({ ...form, base: revisionOf(known) });
    },
  };
}

/** Those of the same owner, and what may be named in one. */
function useSurroundings(isOwn: boolean) {
  const all = useLive({ name: 'canned-replies' }) ?? [];
  const directory = useLive({ name: 'directory' });
  const sites = useLive({ name: 'settings' })?.links.sites ?? [];
  const { groups } = useDirectory();
  const others = all.filter((reply) => reply.isOwn === isOwn);
  return { others, sites, groupIds: (directory?.groups ?? groups).map(({ id }) => id) };
}
