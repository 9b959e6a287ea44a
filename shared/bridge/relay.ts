import * as z from 'zod';

/**
 * Between the relay (a utility process of a runtime that can't load the database addon) and the core, which it forks under
 * Node: what would pass over `parentPort` and the renderers' MessagePorts, in one channel.
 */
const portId = z.number().int().positive();

/** Relay → core. */
export const relayDownSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host'), message: z.unknown() }),
  z.object({ kind: z.literal('open'), portId }),
  z.object({ kind: z.literal('renderer'), portId, message: z.unknown() }),
  z.object({ kind: z.literal('closed'), portId }),
]);
export type RelayDown = z.infer<typeof relayDownSchema>;

/** Core → relay. */
export const relayUpSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('host'), message: z.unknown() }),
  z.object({ kind: z.literal('renderer'), portId, message: z.unknown() }),
]);
export type RelayUp = z.infer<typeof relayUpSchema>;
