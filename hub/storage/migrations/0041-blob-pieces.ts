import type { Migration } from '../migration.ts';

/** What of a large file's sealed bytes does not fit into the first piece, which stays in `blobs`; position from 1. */
export const blobPieces: Migration = {
  version: 41,
  name: 'blob-pieces',
  statements: ({ bytes }) => [
    `create table blob_pieces (
      attachment_id text not null references attachments (id),
      position integer not null,
      bytes ${bytes} not null,
      primary key (attachment_id, position)
    )`,
  ],
};
