import { type ClipboardEvent, useState } from 'react';
import type { DraftFile, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { CannedFile } from '../../../shared/canned/files.ts';
import type { Failure } from '../../../shared/errors.ts';
import { MAX_REPLY_FILES_BYTES } from '../../../shared/protocol/limits.ts';
import { flagsOfFile } from '../../guard/flags-of-file.ts';
import { useGuardSettings } from '../../guard/use-guard-settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { pastedFiles } from '../../ui/pasted-files.ts';

export interface RefusedFile {
  readonly name: string;
  readonly failure: Failure;
  /** It came along with a canned reply. */
  readonly isCanned?: true;
}

export interface Files {
  readonly list: readonly DraftFile[];
  /** What could not be added the last time. */
  readonly refused: readonly RefusedFile[];
  readonly isAdding: boolean;
  add(files: readonly File[]): Promise<void>;
  /** Those of a canned reply come along ([CR11]). */
  addCanned(files: readonly CannedFile[]): Promise<void>;
  remove(id: string): void;
  /** What could not be added is no matter any more. */
  forgetRefused(): void;
  /** Files among what was pasted; text is the field's. */
  paste(event: ClipboardEvent): void;
}

/** The files of the reply that is being written ([AT6], [AT7]). */
export function useFiles({ row, files }: OpenConversation): Files {
  const app = useApp();
  const { t } = useText();
  const settings = useGuardSettings();
  const { refused, setRefused, isAdding, addAll } = useAdding();

  const addOne = async (file: File): Promise<RefusedFile | null> => {
    const { name } = file;
    // Not read at all: it might not fit into memory.
    if (file.size > MAX_REPLY_FILES_BYTES)
      return { name, failure: { code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES } };
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const flags = [...(await flagsOfFile(name, bytes, settings))];
      await app.core.call({ name: 'add-file', conversationId: row.id, fileName: name.slice(-255), bytes, flags });
      app.announce(t('composer.file-added', { name }));
      return null;
    } catch (error) {
      return { name, failure: failureOf(error) };
    }
  };
  const addOneCanned = async ({ id, name }: CannedFile): Promise<RefusedFile | null> => {
    try {
      const added = await app.core.call({ name: 'add-canned-file', conversationId: row.id, id });
      if (added !== null) app.announce(t('composer.file-added', { name }));
      return null;
    } catch (error) {
      return { name, failure: failureOf(error), isCanned: true };
    }
  };
  const add = (chosen: readonly File[]): Promise<void> => addAll(chosen, addOne);
  return {
    list: files,
    refused,
    forgetRefused: () => setRefused([]),
    isAdding,
    add,
    addCanned: (chosen) => addAll(chosen, addOneCanned),
    paste(event) {
      const taken = files.map(({ name }) => name);
      const pasted = pastedFiles(event.clipboardData, t('composer.pasted-picture'), taken);
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
    remove(id) {
      setRefused([]);
      const name = files.find((file) => file.id === id)?.name ?? '';
      app.core.call({ name: 'remove-file', id }).then(
        () => app.announce(t('composer.file-removed', { name })),
        (error: unknown) => app.complain(failureOf(error)),
      );
    },
  };
}

interface Adding extends Pick<Files, 'refused' | 'isAdding'> {
  setRefused(refused: readonly RefusedFile[]): void;
  addAll<F>(chosen: readonly F[], one: (file: F) => Promise<RefusedFile | null>): Promise<void>;
}

function useAdding(): Adding {
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const [isAdding, setAdding] = useState(false);
  /** One after the other: each has to fit beside those before it. */
  const addAll = async <F>(chosen: readonly F[], one: (file: F) => Promise<RefusedFile | null>): Promise<void> => {
    if (chosen.length === 0) return;
    setAdding(true);
    const failed: RefusedFile[] = [];
    for (const file of chosen) {
      const failure = await one(file);
      if (failure !== null) failed.push(failure);
    }
    setRefused(failed);
    setAdding(false);
  };
  return { refused, setRefused, isAdding, addAll };
}
