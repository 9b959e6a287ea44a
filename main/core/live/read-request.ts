import { requestSchema, type Request } from '../../../shared/bridge/core.ts';
import type { Failure } from '../../../shared/errors.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';

export type ReadRequest =
  | { readonly ok: true; readonly request: Request }
  /** `id` null: it can't even be answered. */
  | { readonly ok: false; readonly id: number | null; readonly failure: Failure };

/** Whatever comes over a renderer's port, checked. */
export function readRequest(message: unknown): ReadRequest {
  const parsed = requestSchema.safeParse(message);
  if (parsed.success) return { ok: true, request: parsed.data };
  const isTooLong = parsed.error.issues.some(
    ({ code, path }) => code === 'too_big' && path[1] === 'command' && (path[2] === 'text' || path[2] === 'handover'),
  );
  const failure: Failure = isTooLong ? { code: 'text-too-long', limit: MAX_WRITTEN_TEXT } : { code: 'invalid-request' };
  return { ok: false, id: idOf(message), failure };
}

function idOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null;
  const { id } = message;
  return typeof id === 'number' && Number.isInteger(id) && id > 0 ? id : null;
}
