import { expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';
import { addConversation, NOW, withAttachments } from '../support/storage-samples.ts';

const PIECE = 120 * 1024;

/** No two pieces of it are alike. */
const fileOf = (sizeBytes: number): Uint8Array =>
  Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31 + Math.floor(index / PIECE)) % 251);

const sizes = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7];

/** Files that are stored in pieces (`hub/storage/blob-tx.ts`). */
export function blobs(at: { readonly storage: Storage }): void {
  test('[RD1] A file of any size comes back as it was, and not at all when it was destroyed', async () => {
    const attachments = sizes.map((sizeBytes, index) => ({
      id: `f${index}`,
      name: `f${index}.pdf`,
      type: 'application/pdf',
      sizeBytes,
      bytes: fileOf(sizeBytes),
    }));
    await at.storage.write((tx) => addConversation(tx, 'c1', { ...withAttachments(), attachments }));
    for (const { id, bytes } of attachments) {
      const stored = await at.storage.read((tx) => tx.attachmentBytes(id));
      expect(Buffer.from(stored ?? []).equals(Buffer.from(bytes)), id).toBe(true);
    }
    await at.storage.write(async (tx) => {
      const before = await tx.conversation('c1');
      if (before === null) throw new Error('no conversation');
      const redactedFiles = [{ attachmentId: 'f6', userId: 'maria', at: NOW }];
      await tx.saveConversation({ before, after: before, messages: [], mails: [], redactedFiles });
    });
    expect(await at.storage.read((tx) => tx.attachmentBytes('f6'))).toBeNull();
    const other = await at.storage.read((tx) => tx.attachmentBytes('f5'));
    expect(other?.length).toBe(2 * PIECE);
  });
}
