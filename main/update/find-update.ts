import { createPublicKey, verify } from 'node:crypto';
import { judgeUpdate, type Installed, type UpdateMetadata } from '../../shared/update/judge-update.ts';
import { refused, type Judged } from '../../shared/update/refusals.ts';

/** Chromium's network in the program (update-session.ts), Node's in unit tests. */
export type Fetch = (url: string, init: { readonly redirect: 'error' }) => Promise<Response>;

export interface Mirror {
  /** Folder of the mirror; metadata are `update-CHANNEL-PLATFORM.json` and its `.sig` in it. */
  readonly url: string;
  /** Ed25519, SPKI, base64: pinned when the program was built. */
  readonly publicKey: string;
  readonly platform: string;
  readonly fetch: Fetch;
}

const MAX_METADATA_BYTES = 64 * 1024;

/** Asks the mirror what there is. The signature is checked before a word of it is read. */
export async function findUpdate(mirror: Mirror, installed: Installed): Promise<Judged<UpdateMetadata | null>> {
  const name = `update-${installed.channel}-${mirror.platform}.json`;
  const [text, signature] = await Promise.all([small(mirror, name), small(mirror, `${name}.sig`)]);
  if (text === null || signature === null) return refused('mirror-unreachable');
  if (!isSigned({ text, signature, publicKey: mirror.publicKey })) return refused('bad-signature');
  return judgeUpdate(text, installed);
}

/** Null: not there, too long, or led elsewhere. */
async function small({ url, fetch }: Mirror, name: string): Promise<string | null> {
  try {
    const response = await fetch(placeOf(url, name), { redirect: 'error' });
    const text = response.ok ? await response.text() : '';
    return text === '' || text.length > MAX_METADATA_BYTES ? null : text;
  } catch {
    return null;
  }
}

interface Signed {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
}

function isSigned({ text, signature, publicKey }: Signed): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

export const placeOf = (mirror: string, name: string): string => `${mirror.replace(/\/+$/, '')}/${name}`;
