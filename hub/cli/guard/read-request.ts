import { z } from 'zod';
import type { Direction } from '../../../shared/guard/finding.ts';
import type { Line } from './read-lines.ts';

export interface GuardRequest {
  readonly id: string | number;
  readonly lang: string;
  readonly direction: Direction;
  readonly text: string;
}

const requestSchema = z.object({
  id: z.union([z.string(), z.number()]),
  lang: z.string().default('it'),
  direction: z
    .enum(['in', 'out', 'incoming', 'outgoing'])
    .default('in')
    .transform((word): Direction => (word.startsWith('out') ? 'out' : 'in')),
  text: z.string(),
});

/** The request; null for a blank line; what is wrong with it otherwise, without quoting anything of it. */
export function readRequest({ text }: Line): GuardRequest | string | null {
  if (text === null) return 'too long';
  if (text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'the line')));
  return `wrong or missing: ${[...fields].join(', ')}`;
}
