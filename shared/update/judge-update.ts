import * as z from 'zod';
import { compareVersions, versionPattern } from './compare-versions.ts';
import { refused, type Judged } from './refusals.ts';

const MAX_BYTES = 500 * 1024 * 1024;

/**
 * What is signed: JSON beside the metadata of electron-builder, which knows neither channel nor product. The names of the fields are part
 * of the format: a mirror may serve old files for years.
 */
const metadataSchema = z.strictObject({
  product: z.string().max(100),
  channel: z.string().regex(/^[a-z]{1,20}$/),
  version: z.string().max(60).regex(versionPattern),
  /** A name in the mirror's folder, never a path or an address. */
  file: z.string().max(200),
  size: z.number().int().positive(),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type UpdateMetadata = z.infer<typeof metadataSchema>;

export interface Installed {
  readonly product: string;
  readonly version: string;
  readonly channel: string;
}

/** Whether what the mirror offers is to be taken; null: what is installed is as new. The signature was checked before. */
export function judgeUpdate(text: string, installed: Installed): Judged<UpdateMetadata | null> {
  const metadata = parse(text);
  if (metadata === null) return refused('bad-metadata');
  if (metadata.product !== installed.product) return refused('foreign-product');
  if (metadata.channel !== installed.channel) return refused('foreign-channel');
  if (!/^[\w.-]+$/.test(metadata.file) || metadata.file.startsWith('.')) return refused('foreign-place');
  if (metadata.size > MAX_BYTES) return refused('too-large');
  const order = compareVersions(metadata.version, installed.version);
  if (order < 0) return refused('older-version');
  return { ok: true, value: order === 0 ? null : metadata };
}

function parse(text: string): UpdateMetadata | null {
  try {
    const parsed = metadataSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
