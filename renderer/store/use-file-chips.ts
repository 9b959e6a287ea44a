import type { Flag } from '../../shared/model/flag.ts';
import { useText } from '../i18n/text.tsx';

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** What the guard found in its name. */
  readonly flags: readonly Flag[];
}

interface Chip {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly warning: string | null;
}

/** Files that go with an answer, in words: how large they are, and what is wrong with their names. */
export function useFileChips(): (files: readonly KeptFile[]) => readonly Chip[] {
  const { t, list, size } = useText();
  const warningOf = (flags: readonly Flag[]): string | null =>
    flags.length === 0 ? null : t('composer.file-flagged', { what: list(flags.map((flag) => t(`flag.${flag}`))) });
  return (files) =>
    files.map(({ id, name, sizeBytes, flags }) => ({ id, name, size: size(sizeBytes), warning: warningOf(flags) }));
}
