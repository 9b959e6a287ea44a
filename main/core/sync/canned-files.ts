import type { CannedFile } from '../../../shared/canned/files.ts';
import type { Timers } from '../../../shared/effects.ts';
import { ExpectedError } from '../../../shared/errors.ts';
import { typeOfFile } from '../../../shared/files/kinds.ts';
import type { Flag } from '../../../shared/model/flag.ts';
import { MAX_REPLY_FILES_BYTES } from '../../../shared/protocol/limits.ts';
import { cannedFile, cannedFileBytes, missingCannedFiles, putCannedFileBytes } from '../db/canned-files.ts';
import { download, type AttachmentDeps } from './attachments.ts';
import { cannedFileUrl, uploadUrl } from './hub-address.ts';
import { Rounds } from './rounds.ts';
import { refusalOf } from './set-at-hub.ts';

interface Deps extends AttachmentDeps {
  readonly timers: Timers;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** After the hub could not be reached, or did not have one. */
const RETRY_MS = 60_000;

/** Fetches the files of shared canned replies, so that they are here when the network is not (CR11). One at a time. */
export class CannedFiles {
  readonly #deps: Deps;
  readonly #rounds: Rounds;

  constructor(deps: Deps) {
    this.#deps = deps;
    const { timers, failed } = deps;
    const mayStart = (): boolean => deps.access() !== null;
    this.#rounds = new Rounds({ timers, failed, retryMs: RETRY_MS, mayStart, round: () => this.#fetchAll() });
    deps.db.onCommit((topics) => {
      if (topics.has('canned-replies')) this.wake();
    });
  }

  /** There may be others than a moment ago, or the hub is there again. */
  wake(): void {
    this.#rounds.wake();
  }

  end(): void {
    this.#rounds.end();
  }

  /** Looked up anew each time: what was taken out meanwhile needs no fetching. */
  async #fetchAll(): Promise<boolean> {
    const tried = new Set<string>();
    let isComplete = true;
    for (;;) {
      const next = this.#rounds.hasEnded
        ? undefined
        : this.#deps.db.read(missingCannedFiles).find(({ id }) => !tried.has(id));
      if (next === undefined) return isComplete;
      tried.add(next.id);
      isComplete = (await this.#fetchOne(next)) && isComplete;
    }
  }

  async #fetchOne({ id }: CannedFile): Promise<boolean> {
    try {
      const bytes = await bytesFromHub(this.#deps, id);
      if (!this.#rounds.hasEnded) this.#deps.db.write((tx) => putCannedFileBytes(tx, id, bytes));
      return true;
    } catch (error) {
      if (error instanceof ExpectedError) return false;
      throw error;
    }
  }
}

export interface CannedFileContent extends CannedFile {
  readonly bytes: Uint8Array;
}

/** From here, or from the hub where it has not come yet. */
export async function cannedFileContent(deps: AttachmentDeps, id: string): Promise<CannedFileContent> {
  const file = deps.db.read((tx) => cannedFile(tx, id));
  if (file === undefined) throw new ExpectedError({ code: 'file-missing' });
  const bytes = deps.db.read((tx) => cannedFileBytes(tx, id)) ?? (await bytesFromHub(deps, id));
  return { ...file, bytes };
}

async function bytesFromHub({ fetch, access }: AttachmentDeps, id: string): Promise<Uint8Array> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = { authorization: `Bearer ${hub.token}` };
  const response = await fetch(cannedFileUrl(hub.hubUrl, id), { headers }).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (!response.ok) throw await refusalOf(response);
  return download(response);
}

interface NewFile {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly flags: readonly Flag[];
}

/** To the hub, where it waits for the reply that is being written (AT4); what can't go with one is said at once (AT7). */
export async function bringCannedFile(
  { fetch, access }: Pick<AttachmentDeps, 'fetch' | 'access'>,
  { id, fileName: name, bytes, flags }: NewFile,
): Promise<CannedFile> {
  const type = typeOfFile(name, bytes);
  if (type === null) throw new ExpectedError({ code: 'file-type' });
  if (bytes.length > MAX_REPLY_FILES_BYTES)
    throw new ExpectedError({ code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES });
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = {
    authorization: `Bearer ${hub.token}`,
    'content-type': type,
    'x-file-name': encodeURIComponent(name),
  };
  const asked = { method: 'PUT', headers, body: Uint8Array.from(bytes) } as const;
  const response = await fetch(uploadUrl(hub.hubUrl, id), asked).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (!response.ok) throw await refusalOf(response);
  await response.body?.cancel();
  return { id, name, type, sizeBytes: bytes.length, flags };
}
