import type { CannedFile } from '../../../shared/canned/files.ts';

/** As the core answers that a file of a canned reply was brought. */
export const broughtFile = (id: string, { fileName, bytes }: { fileName: string; bytes: Uint8Array }): CannedFile => ({
  ...{ id, name: fileName, type: 'application/pdf', sizeBytes: bytes.length, flags: [] },
});
