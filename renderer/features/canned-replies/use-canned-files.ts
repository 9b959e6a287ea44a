import { type ClipboardEvent, useState } from 'react';
import { type CannedFile, MAX_CANNED_FILES, weightOf } from '../../../shared/canned/files.ts';
import type { Failure } from '../../../shared/errors.ts';
import { MAX_REPLY_FILES_BYTES } from '../../../shared/protocol/limits.ts';
import { flagsOfFile } from '../../guard/flags-of-file.ts';
import { useGuardSettings } from '../../guard/use-guard-settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { pastedFiles } from '../../ui/pasted-files.ts';
import type { FormState } from './use-canned-form.ts';

export interface CannedFilesState {
  readonly list: readonly CannedFile[];
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[];
  readonly isAdding: boolean;
  add(files: readonly File[]): Promise<void>;
  remove(id: string): void;
  paste(event: ClipboardEvent): void;
}

/** The files of a shared reply that is being written ([CR10]): each waits at the hub until the reply is stored. */
export function useCannedFiles({
  form,
  change,
  addFile,
}: Pick<FormState, 'form' | 'change' | 'addFile'>): CannedFilesState {
  const app = useApp();
  const { t } = useText();
  const settings = useGuardSettings();
  const [refused, setRefused] = useState<CannedFilesState['refused']>([]);
  const [isAdding, setAdding] = useState(false);
  const bring = async (file: File): Promise<CannedFile> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const flags = [...(await flagsOfFile(file.name, bytes, settings))];
    return app.core.call({ name: 'bring-canned-file', fileName: file.name.slice(-255), bytes, flags });
  };
  const add = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.length === 0) return;
    setAdding(true);
    const failed: { name: string; failure: Failure }[] = [];
    let [count, sizeBytes] = [form.files.length, weightOf(form.files)];
    for (const file of chosen) {
      const failure = await beyond(count + 1, sizeBytes + file.size, () => bring(file).then(addFile));
      if (failure === null) [count, sizeBytes] = [count + 1, sizeBytes + file.size];
      else failed.push({ name: file.name, failure });
      if (failure === null) app.announce(t('composer.file-added', { name: file.name }));
    }
    setRefused(failed);
    setAdding(false);
  };
  return {
    list: form.files,
    refused,
    isAdding,
    add,
    remove(id) {
      setRefused([]);
      const name = form.files.find((file) => file.id === id)?.name ?? '';
      change({ files: form.files.filter((file) => file.id !== id) });
      app.announce(t('composer.file-removed', { name }));
    },
    paste(event) {
      const taken = form.files.map(({ name }) => name);
      const pasted = pastedFiles(event.clipboardData, t('composer.pasted-picture'), taken);
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
  };
}

/** What doesn't fit is not read at all. Null: it is there. */
async function beyond(count: number, sizeBytes: number, bring: () => Promise<void>): Promise<Failure | null> {
  if (count > MAX_CANNED_FILES) return { code: 'too-many-files', limit: MAX_CANNED_FILES };
  if (sizeBytes > MAX_REPLY_FILES_BYTES) return { code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES };
  try {
    await bring();
    return null;
  } catch (error) {
    return failureOf(error);
  }
}
