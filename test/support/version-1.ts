import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The schemas of protocol version 1 as they were recorded when it was the newest: what such a program can read. */
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/protocol/version-1.json', import.meta.url), 'utf8'),
) as Readonly<Record<'up' | 'down' | 'command', Parameters<typeof z.fromJSONSchema>[0]>>;

const schemas = {
  up: z.fromJSONSchema(recorded.up),
  down: z.fromJSONSchema(recorded.down),
  command: z.fromJSONSchema(recorded.command),
};

/** What a program of version 1 would not understand of these frames; empty when it understands all. */
export const unreadableInVersion1 = (kind: keyof typeof schemas, frames: readonly unknown[]): readonly string[] =>
  frames.flatMap((frame) => schemas[kind].safeParse(frame).error?.message ?? []);
