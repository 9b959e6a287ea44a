import { MAX_FRAME_BYTES, PATCH_TARGET_BYTES } from '../../shared/protocol/limits.ts';
import type { HoldSent } from '../storage/hold.ts';
import type { FeedRow, WriteTx } from '../storage/storage.ts';
import { createRender, type Render, type RenderedChange } from './render.ts';
import { loadWindow, windowOf, type Reader } from './window.ts';

export interface PageRequest {
  readonly deviceId: string;
  readonly userId: string;
  readonly cursor: number;
  readonly maxPages: number;
  /** It has said what it no longer holds; absent: nobody knows. */
  readonly hasSpoken?: boolean;
}

export interface Page {
  /** A whole `patch` frame. */
  readonly text: string;
  readonly cursor: number;
}

export interface Pages {
  readonly pages: readonly Page[];
  /** Where the next request goes on; beyond the last page's cursor when the rest was nobody's business here. */
  readonly cursor: number;
  readonly isDone: boolean;
}

/** Entities loaded at once, and looked at in one transaction. */
const CHUNK_ROWS = 128;
const MAX_ROWS = 2_048;
/** Room for the frame's own JSON. */
const PART_BYTES = MAX_FRAME_BYTES - 1_024;

/**
 * The next pages for several devices, rendered from the current state (FE2). What leaves is recorded as held in this
 * transaction (EV1): pages may be sent only after its commit.
 */
export async function renderPages(tx: WriteTx, requests: readonly PageRequest[]): Promise<readonly Pages[]> {
  const pageText = sharedPages();
  const writers = requests.map((request) => createWriter(request, pageText));
  for (let rows = 0; rows < MAX_ROWS; rows += CHUNK_ROWS) {
    const open = writers.filter((writer) => writer.wantsMore());
    if (open.length === 0) break;
    for (const sameCursor of groupByCursor(open)) await renderChunk(tx, sameCursor);
  }
  await tx.recordHolds(writers.flatMap((writer) => writer.holds));
  return writers.map((writer) => writer.end());
}

function groupByCursor(writers: readonly Writer[]): readonly Writer[][] {
  const groups = new Map<number, Writer[]>();
  for (const writer of writers) {
    const group = groups.get(writer.cursor());
    if (group === undefined) groups.set(writer.cursor(), [writer]);
    else group.push(writer);
  }
  return [...groups.values()];
}

async function renderChunk(tx: WriteTx, writers: readonly Writer[]): Promise<void> {
  const cursor = writers[0]?.cursor() ?? 0;
  const window = await loadWindow(tx, { cursor, limit: CHUNK_ROWS, readers: writers });
  const render = createRender(window, PART_BYTES);
  for (const writer of writers) writer.write(window.rows, render, window.rows.length < CHUNK_ROWS);
}

interface Writer extends Reader {
  readonly holds: HoldSent[];
  cursor(): number;
  wantsMore(): boolean;
  /** `at`: where the cursor stands after a row, if not at its number. */
  write(rows: readonly (FeedRow & { readonly at?: number })[], render: Render, isLast: boolean): void;
  end(): Pages;
}

/** Fills pages for one device; a page is closed when the next change would make it too long. */
function createWriter(
  { deviceId, userId, hasSpoken = false, cursor: start, maxPages }: PageRequest,
  pageText = patchText,
): Writer {
  const holds: HoldSent[] = [];
  const pages: Page[] = [];
  let cursor = start;
  let changes: string[] = [];
  let bytes = 0;
  let isDone = false;
  let advancing = 0;
  const flush = (): void => {
    if (changes.length === 0) return;
    pages.push({ text: pageText(changes, cursor, isDone), cursor });
    changes = [];
    bytes = 0;
  };
  const add = (text: string, size = Buffer.byteLength(text)): void => {
    changes.push(text);
    bytes += size + 1;
  };
  /** False when the change has to wait for the next request. */
  const put = ({ parts, held }: RenderedChange, seq: number): boolean => {
    const size = Buffer.byteLength(parts[0] ?? '');
    if (changes.length > 0 && (bytes + size > PATCH_TARGET_BYTES || parts.length > 1)) {
      flush();
      advancing += 1;
      if (advancing >= maxPages) return false;
    }
    for (const [index, text] of parts.entries()) {
      if (index > 0) flush();
      add(text, index === 0 ? size : undefined);
    }
    if (held !== null) holds.push({ deviceId, ...held, seq });
    return true;
  };
  return {
    deviceId,
    userId,
    hasSpoken,
    holds,
    cursor: () => cursor,
    wantsMore: () => !isDone && advancing < maxPages,
    write(rows, render, isLast) {
      for (const row of rows) {
        const change = render(row, { userId, deviceId });
        if (change !== null && !put(change, row.seq)) return;
        cursor = row.at ?? row.seq;
      }
      isDone = isLast;
    },
    end() {
      flush();
      return { pages, cursor, isDone };
    },
  };
}

interface FetchRequest {
  readonly deviceId: string;
  readonly userId: string;
  readonly ids: readonly string[];
  /** Stays where it is: what is fetched may be older or newer. */
  readonly cursor: number;
  readonly isDone: boolean;
}

/** Pages with these conversations as the user may see them now, whole (EX4). Recorded as held like any other. */
export async function renderFetched(tx: WriteTx, { ids, cursor, isDone, ...guest }: FetchRequest): Promise<Page[]> {
  const rows = await tx.feedOf(ids);
  const writer = createWriter({ ...guest, cursor, maxPages: Number.POSITIVE_INFINITY });
  const window = await windowOf(tx, rows, { cursor: 0, readers: [writer] });
  writer.write(
    rows.map((row) => ({ ...row, at: cursor })),
    createRender(window, PART_BYTES),
    isDone,
  );
  await tx.recordHolds(writer.holds);
  return [...writer.end().pages];
}

function patchText(changes: readonly string[], cursor: number, isDone: boolean): string {
  return `{"type":"patch","changes":[${changes.join(',')}],"cursor":${cursor},"done":${isDone}}`;
}

/**
 * Who has the same right is told the same: the page of the one before, where it would be made of the same texts, so that
 * the socket too has to encode it only once.
 */
function sharedPages(): typeof patchText {
  let last: { readonly changes: readonly string[]; readonly ending: string; readonly text: string } | null = null;
  return (changes, cursor, isDone) => {
    const ending = `${cursor} ${isDone}`;
    const isSame = last?.ending === ending && last.changes.length === changes.length;
    if (last === null || !isSame || last.changes.some((change, at) => change !== changes[at])) {
      last = { changes, ending, text: patchText(changes, cursor, isDone) };
    }
    return last.text;
  };
}

/** Tells a device that it is up to date when nothing that concerns it was left to say so. */
export const emptyPage = (cursor: number): Page => ({ text: patchText([], cursor, true), cursor });
