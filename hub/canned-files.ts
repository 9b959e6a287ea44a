import type { CannedChange } from '../shared/canned/changes.ts';
import { MAX_ALL_CANNED_FILES_BYTES, weightOf, type CannedFile } from '../shared/canned/files.ts';
import type { Failure } from '../shared/errors.ts';
import type { By } from './device-http.ts';
import type { ReadTx, WriteTx } from './storage/storage.ts';
import type { Upload } from './storage/upload-tx.ts';

/** The same changes, with the files of each reply as the hub saw them itself (AT2), and those that are new to it. */
export interface SeenFiles {
  readonly changes: readonly CannedChange[];
  readonly added: readonly Upload[];
}

/**
 * A file of a reply is one that it had, one that was taken out of a reply a while ago, or one that this person brought (AT1). Nothing
 * is written yet: what else is wrong with the changes is found afterwards.
 */
export async function seeFiles(
  tx: ReadTx,
  changes: readonly CannedChange[],
  by: By,
): Promise<SeenFiles | { readonly failure: Failure }> {
  const added: Upload[] = [];
  const seen: CannedChange[] = [];
  const taken = new Set<string>();
  for (const change of changes) {
    if (change.step === 'remove' || change.reply.files === undefined) {
      seen.push(change);
      continue;
    }
    const files: CannedFile[] = [];
    for (const { id } of change.reply.files) {
      const known = await knownFile(tx, id, change.reply.id);
      const upload = known === null ? (await tx.uploads([id], by.actor.userId ?? ''))[0] : undefined;
      if ((known === null && upload === undefined) || taken.has(id)) return { failure: { code: 'file-missing' } };
      taken.add(id);
      if (upload !== undefined) added.push({ ...upload, at: by.at });
      files.push(known ?? fileOf(upload));
    }
    seen.push({ ...change, reply: { ...change.reply, files } });
  }
  const failure = await tooHeavy(tx, added);
  return failure === null ? { changes: seen, added } : { failure };
}

async function knownFile(tx: ReadTx, id: string, replyId: string): Promise<CannedFile | null> {
  const [known] = await tx.cannedFiles([id]);
  if (known === undefined || (known.replyId !== null && known.replyId !== replyId)) return null;
  const { replyId: _, ...file } = known;
  return file;
}

function fileOf(upload: Upload | undefined): CannedFile {
  if (upload === undefined) throw new Error('a file that is neither known nor brought');
  const { id, name, type, bytes, flags } = upload;
  return { id, name, type, sizeBytes: bytes.length, flags };
}

/** Every device holds all of them. */
async function tooHeavy(tx: ReadTx, added: readonly Upload[]): Promise<Failure | null> {
  if (added.length === 0) return null;
  const weight = (await tx.cannedFilesWeight()) + weightOf(added.map(fileOf));
  const limit = MAX_ALL_CANNED_FILES_BYTES;
  return weight > limit ? { code: 'files-too-large', limit } : null;
}

/** After `seeFiles`, and before the replies are stored: so that their feed shows these. */
export async function storeFiles(tx: WriteTx, { changes, added }: SeenFiles, at: number): Promise<void> {
  for (const upload of added) {
    await tx.addCannedFile(upload);
    await tx.dropUploads([upload.id]);
  }
  for (const change of changes) {
    const id = change.step === 'put' ? change.reply.id : change.id;
    const files = change.step === 'put' ? (change.reply.files ?? []) : [];
    await tx.setCannedFiles(
      id,
      files.map((file) => file.id),
      at,
    );
  }
}
