import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { commandSchema } from '../../../../shared/protocol/commands.ts';
import { downSchema } from '../../../../shared/protocol/down.ts';
import { upSchema } from '../../../../shared/protocol/up.ts';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../../../../shared/protocol/version.ts';

/** One line per protocol version. A changed schema with an unchanged version would strand devices in the field. */
const hashes: Readonly<Record<number, string>> = { 1: '20d78e93d305a116', 2: 'b29cc2ce73185410' };

test('[HS5] the schemas on the wire are those of the protocol version', () => {
  const schemas = [upSchema, downSchema, commandSchema].map((schema) => z.toJSONSchema(schema));
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
  expect(hash).toBe(hashes[PROTOCOL_VERSION]);
  expect(OLDEST_PROTOCOL_VERSION).toBe(PROTOCOL_VERSION - 1);
});
