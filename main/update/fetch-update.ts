import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { UpdateMetadata } from '../../shared/update/judge-update.ts';
import { refused, type Judged, type UpdateRefusal } from '../../shared/update/refusals.ts';
import { placeOf, type Mirror } from './find-update.ts';

/**
 * Brings the file that was signed for into a folder. It gets its name only when size and SHA-512 are right; anything else is deleted.
 *
 * @returns the whole path.
 */
export async function fetchUpdate(mirror: Mirror, metadata: UpdateMetadata, folder: string): Promise<Judged<string>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, metadata.file);
  const part = `${target}.part`;
  const refusal = await bring(mirror, metadata, part).catch((): UpdateRefusal => 'truncated');
  if (refusal !== null) {
    rmSync(part, { force: true });
    return refused(refusal);
  }
  renameSync(part, target);
  return { ok: true, value: target };
}

async function bring({ url, fetch }: Mirror, metadata: UpdateMetadata, part: string): Promise<UpdateRefusal | null> {
  const response = await fetch(placeOf(url, metadata.file), { redirect: 'error' }).catch(() => null);
  if (response?.ok !== true || response.body === null) return 'mirror-unreachable';
  const hash = createHash('sha512');
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      // No more is written than was signed for, whatever the mirror goes on sending.
      if (bytes > metadata.size) return;
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(Readable.fromWeb(response.body as never), counted, createWriteStream(part, { mode: 0o600 }));
  if (bytes > metadata.size) return 'too-large';
  if (bytes < metadata.size) return 'truncated';
  return hash.digest('base64') === metadata.sha512 ? null : 'bad-digest';
}
