import type { Timers } from '../../../shared/effects.ts';
import { failureSchema, type Failure } from '../../../shared/errors.ts';
import type { CoreDb } from '../db/database.ts';
import type { OutboxRow } from '../db/outbox.ts';
import { fileIdsOf, replyFile, storedBytes } from '../db/reply-files.ts';
import type { AttachmentDeps } from './attachments.ts';
import { uploadUrl } from './hub-address.ts';

/** After the hub could not be reached, or asked for time. */
const RETRY_MS = 3_000;

export interface UploadDeps extends Pick<AttachmentDeps, 'fetch' | 'access'> {
  readonly db: CoreDb;
  readonly timers: Timers;
  /** The reply may leave. */
  ready(): void;
  /** A file can't go: the reply comes back (AT7). */
  refused(row: OutboxRow, failure: Failure): void;
  /** Something that nobody waits for went wrong. */
  failed(error: unknown): void;
}

/** Brings the files of replies to the hub, each before the reply itself (AT6). Of one connection. */
export interface Uploads {
  /** Whether the files of this command are at the hub; where not, they are brought, and `ready` tells. */
  isReady(row: OutboxRow): boolean;
  end(): void;
}

type Brought = 'done' | 'again' | { readonly refused: Failure };

export function createUploads(deps: UploadDeps): Uploads {
  const ready = new Set<number>();
  let bringing: number | null = null;
  let isEnded = false;
  let cancel = (): void => undefined;
  const over = (): boolean => isEnded;

  const bring = async (row: OutboxRow): Promise<void> => {
    const brought = await bringAll(row, deps, over);
    if (isEnded) return;
    if (brought === 'again') {
      cancel = deps.timers.after(RETRY_MS, () => void start(row));
      return;
    }
    bringing = null;
    if (brought !== 'done' && !row.sent) return deps.refused(row, brought.refused);
    // What was sent can't be taken back: the hub says what becomes of it.
    ready.add(row.seq);
    deps.ready();
  };
  const start = (row: OutboxRow): Promise<void> =>
    bring(row).catch((error: unknown) => {
      if (!isEnded) deps.failed(error);
    });

  return {
    isReady(row) {
      if (row.command === null || fileIdsOf(row.command).length === 0 || ready.has(row.seq)) return true;
      if (bringing !== row.seq) {
        bringing = row.seq;
        void start(row);
      }
      return false;
    },
    end() {
      isEnded = true;
      cancel();
    },
  };
}

async function bringAll({ command }: OutboxRow, deps: UploadDeps, isOver: () => boolean): Promise<Brought> {
  for (const id of command === null ? [] : fileIdsOf(command)) {
    if (isOver()) return 'again';
    const brought = await bringOne(id, deps);
    if (brought !== 'done') return brought;
  }
  return 'done';
}

/** What is not here any more can't be brought: the hub has it, or says that it lacks it (AT2). */
async function bringOne(id: string, { db, fetch, access }: UploadDeps): Promise<Brought> {
  const hub = access();
  if (hub === null) return 'again';
  const file = db.read((tx) => replyFile(tx, id));
  const bytes = file?.bytes ?? db.read((tx) => storedBytes(tx, id));
  if (bytes === null) return 'done';
  const url = uploadUrl(hub.hubUrl, id);
  const headers = { authorization: `Bearer ${hub.token}` };
  const known = await asked(() => fetch(url, { headers }));
  if (known === null || known.ok) return known === null ? 'again' : 'done';
  // A hub of an earlier version knows no such place (VE3).
  if (known.code !== 'file-missing')
    return known.code === 'invalid-request' ? { refused: { code: 'unknown-command' } } : 'again';
  const about = { 'content-type': file?.type ?? '', 'x-file-name': encodeURIComponent(file?.name ?? '') };
  const body = Uint8Array.from(bytes);
  const stored = await asked(() => fetch(url, { method: 'PUT', headers: { ...headers, ...about }, body }));
  if (stored === null) return 'again';
  // Under this id the hub has an attachment: the reply was taken before its answer came.
  if (stored.ok || stored.code === 'invalid-request') return 'done';
  const isFinal = stored.code === 'file-type' || stored.code === 'files-too-large';
  return isFinal ? { refused: stored.failure } : 'again';
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: Failure['code']; readonly failure: Failure };

/** Null: no answer. */
async function asked(request: () => Promise<Response>): Promise<Answer | null> {
  try {
    const response = await request();
    if (response.ok) return { ok: true };
    const body = failureSchema.safeParse(await response.json().catch(() => null));
    const failure: Failure = body.success ? body.data : { code: 'internal' };
    return { ok: false, code: failure.code, failure };
  } catch {
    return null;
  }
}
