import { type ClipboardEvent, useState } from 'react';
import type { DraftFile, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Failure } from '../../../shared/errors.ts';
import { scan } from '../../../shared/guard/scan.ts';
import type { GuardSettings } from '../../../shared/guard/settings.ts';
import { type Flag, flagsOfFindings } from '../../../shared/model/flag.ts';
import { MAX_REPLY_FILES_BYTES } from '../../../shared/protocol/limits.ts';
import { isConfidential } from '../../guard/marked-parts.ts';
import { useGuardSettings } from '../../guard/use-guard-settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

export interface RefusedFile {
  readonly name: string;
  readonly failure: Failure;
}

export interface Files {
  readonly list: readonly DraftFile[];
  /** What could not be added the last time. */
  readonly refused: readonly RefusedFile[];
  readonly isAdding: boolean;
  add(files: readonly File[]): Promise<void>;
  remove(file: DraftFile): void;
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
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const [isAdding, setAdding] = useState(false);

  const addOne = async (file: File): Promise<RefusedFile | null> => {
    const { name } = file;
    // Not read at all: it might not fit into memory.
    if (file.size > MAX_REPLY_FILES_BYTES)
      return { name, failure: { code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES } };
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const flags = [...flagsOf(name, bytes, settings)];
      await app.core.call({ name: 'add-file', conversationId: row.id, fileName: name.slice(-255), bytes, flags });
      app.announce(t('composer.file-added', { name }));
      return null;
    } catch (error) {
      return { name, failure: failureOf(error) };
    }
  };
  const add = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.length === 0) return;
    setAdding(true);
    const failed: RefusedFile[] = [];
    for (const file of chosen) {
      const failure = await addOne(file);
      if (failure !== null) failed.push(failure);
    }
    setRefused(failed);
    setAdding(false);
  };
  return {
    list: files,
    refused,
    forgetRefused: () => setRefused([]),
    isAdding,
    add,
    paste(event) {
      const pasted = [...event.clipboardData.files];
      if (pasted.length === 0 || isText(event.clipboardData)) return;
      event.preventDefault();
      const taken = files.map(({ name }) => name);
      void add(pasted.map((file, index) => named(file, nameOfPicture(t('composer.pasted-picture'), taken, index))));
    },
    remove({ id, name }) {
      setRefused([]);
      app.core.call({ name: 'remove-file', id }).then(
        () => app.announce(t('composer.file-removed', { name })),
        (error: unknown) => app.complain(failureOf(error)),
      );
    },
  };
}

/** What browsers call every picture that comes from no file. */
const isNameless = ({ name }: File): boolean => name === '' || /^image\.\w+$/.test(name);

/** A spreadsheet gives a picture of its cells along: whoever pastes from it wants the words. */
const isText = (data: DataTransfer): boolean =>
  data.getData('text/plain').trim() !== '' && [...data.files].every(isNameless);

const named = (file: File, name: string): File =>
  isNameless(file) ? new File([file], name + endingOf(file), { type: file.type }) : file;

const endingOf = ({ name, type }: File): string =>
  name.includes('.') ? name.slice(name.lastIndexOf('.')) : `.${type.slice(type.indexOf('/') + 1)}`;

/** The first one without a number, the others counted. */
function nameOfPicture(words: string, taken: readonly string[], index: number): string {
  const count = taken.filter((name) => name.startsWith(words)).length + index + 1;
  return count === 1 ? words : `${words} ${count}`;
}

const TEXT_LOOKED_AT_BYTES = 60_000;

/** The name, and of plain text what it says, as the hub will read it ([AT3]). */
function flagsOf(name: string, bytes: Uint8Array, settings: GuardSettings): readonly Flag[] {
  const text = name.toLowerCase().endsWith('.txt')
    ? new TextDecoder().decode(bytes.subarray(0, TEXT_LOOKED_AT_BYTES)).slice(0, TEXT_LOOKED_AT_BYTES / 3)
    : '';
  const findings = [name, text].flatMap((each) => scan(each, { direction: 'out', ...settings }).findings);
  return flagsOfFindings(findings.filter(isConfidential));
}
