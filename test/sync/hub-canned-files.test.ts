import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_CANNED_FILES } from '../../shared/canned/files.ts';
import { DAY_MS } from '../../shared/model/document.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Files of shared canned replies: brought by a coordinator over real HTTP, given to everybody, and gone for good when taken out. */
const CANARY = 'canarino-modulo';
const PDF = Buffer.from(`%PDF-1.7\n%${CANARY}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
let hub: TestHub;
let paola: TestDevice;
let maria: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  await hub.code('Paola', 'coordinator');
  [paola, maria] = [await enrolDevice(hub, 'Paola'), await enrolDevice(hub, 'Maria')];
});
afterEach(() => hub.close());

const headers = (device: TestDevice | null) => ({ authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}` });
const codeOf = async (response: Response): Promise<number | string> =>
  response.ok ? response.status : ((await response.json()) as { code: string }).code;

async function bring(id: string, as = paola, bytes = PDF) {
  const about = { ...headers(as), 'content-type': 'application/pdf', 'x-file-name': 'modulo.pdf' };
  return codeOf(await fetch(`${hub.httpUrl}/v1/uploads/${id}`, { method: 'PUT', headers: about, body: bytes }));
}

/** The name and the size are the device's word, which the hub does not go by. */
const named = (ids: readonly string[]) =>
  ids.map((id) => ({ id, name: 'altro.txt', type: 'text/plain', sizeBytes: 1, flags: [] }));

async function put(base: number | null, ids: readonly string[], { as = paola, id = 'modulo' } = {}) {
  const reply = { id, shortcut: id, title: 'Modulo', lang: 'it', groupId: null, text: 'Ecco il modulo.' };
  const files = ids.length === 0 ? {} : { files: named(ids) };
  const body = JSON.stringify({ changes: [{ step: 'put', base, reply: { ...reply, ...files } }] });
  const json = { ...headers(as), 'content-type': 'application/json' };
  return codeOf(await fetch(`${hub.httpUrl}/v1/canned-replies`, { method: 'PUT', headers: json, body }));
}

async function remove(base: number) {
  const body = JSON.stringify({ changes: [{ step: 'remove', base, id: 'modulo' }] });
  const json = { ...headers(paola), 'content-type': 'application/json' };
  return codeOf(await fetch(`${hub.httpUrl}/v1/canned-replies`, { method: 'PUT', headers: json, body }));
}

const given = async (id: string, as: TestDevice | null = maria) => {
  const response = await fetch(`${hub.httpUrl}/v1/canned-files/${id}`, { headers: headers(as) });
  return response.ok ? Buffer.from(await response.arrayBuffer()) : codeOf(response);
};
const told = (device: TestDevice) =>
  device.wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((made) =>
      made.kind === 'canned-reply' && made.cannedReply.id === 'modulo' ? [made.cannedReply.files ?? []] : [],
    );

test('[CR10] a coordinator’s file is told and given to everybody, as the hub saw it; in what is written down is their number', async () => {
  expect(await bring('f-1')).toBe(204);
  expect(await given('f-1')).toBe('file-missing');
  expect(await put(null, ['f-1'])).toBe(204);
  await maria.until(() => told(maria).length === 1, 'the reply');
  const file = { id: 'f-1', name: 'modulo.pdf', type: 'application/pdf', sizeBytes: PDF.length, flags: [] };
  expect(told(maria)).toEqual([[file]]);
  expect(await given('f-1')).toEqual(PDF);
  expect(await given('f-1', null)).toBe('unknown-device');
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  const facts = entries.filter(({ kind }) => kind === 'canned-reply').map((entry) => entry.facts);
  expect(facts).toEqual(['{"files":1,"replyId":"modulo","revision":1}']);
  expect(JSON.stringify(entries)).not.toContain('modulo.pdf');
  // It is no upload any more, of anybody.
  expect(await hub.storage.read((tx) => tx.uploadedBy(paola.userId))).toEqual({ count: 0, sizeBytes: 0 });
});

test('[CR10] nobody else brings one into a reply; what is no file, is somebody’s, or is too many, is refused, and nothing changes', async () => {
  expect(await bring('f-maria', maria)).toBe(204);
  expect(await put(null, ['f-maria'], { as: maria })).toBe('forbidden');
  expect(await put(null, ['f-maria'])).toBe('file-missing');
  expect(await put(null, ['f-nowhere'])).toBe('file-missing');
  expect(await bring('f-exe', paola, Buffer.from('MZ\u0090\u0000 not a form'))).toBe('file-type');
  expect(await bring('f-1')).toBe(204);
  expect(await put(null, ['f-1', 'f-1'])).toBe('file-missing');
  const many = Array.from({ length: MAX_CANNED_FILES + 1 }, (_, at) => `f-${at}`);
  expect(await put(null, many)).toBe('invalid-request');
  expect(await hub.storage.read((tx) => tx.cannedReplies(['modulo']))).toEqual([]);
  expect(await put(null, ['f-1'])).toBe(204);
  // It belongs to that reply.
  expect(await put(null, ['f-1'], { id: 'altra' })).toBe('file-missing');
});

test('[CR10] in another order, replaced, removed and put back; after seven days what was taken out is destroyed', async () => {
  for (const id of ['f-1', 'f-2', 'f-3']) expect(await bring(id)).toBe(204);
  expect(await put(null, ['f-1', 'f-2'])).toBe(204);
  expect(await put(1, ['f-2', 'f-3'])).toBe(204);
  expect([await given('f-1'), await given('f-2')]).toEqual(['file-missing', PDF]);
  expect(await remove(2)).toBe(204);
  expect([await given('f-2'), await given('f-3')]).toEqual(['file-missing', 'file-missing']);
  // The removal is undone: the files are there again.
  expect(await put(null, ['f-2', 'f-3'])).toBe(204);
  const [reply] = await hub.storage.read((tx) => tx.cannedReplies(['modulo']));
  expect(reply?.files?.map(({ id }) => id)).toEqual(['f-2', 'f-3']);
  hub.clock.set(hub.clock.now() + 7 * DAY_MS + 60 * 60_000);
  hub.clock.advance(0);
  await vi.waitFor(async () => expect(await hub.storage.read((tx) => tx.cannedFiles(['f-1', 'f-2']))).toHaveLength(1), {
    timeout: 20_000,
  });
  expect(await hub.rawData()).not.toContain(CANARY);
});
