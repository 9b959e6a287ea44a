import type { Hub } from '../hub/hub.ts';
import type { AttachmentDeps } from '../main/core/sync/attachments.ts';

const WITHOUT_BODY = new Set([204, 205, 304]);

/** The requests that a device makes beside its connection, answered by the practice's hub without a port (PX2). */
export function requestsTo(app: Hub['app']): AttachmentDeps['fetch'] {
  return async (address, { method = 'GET', headers, body }) => {
    const { pathname, search } = new URL(address);
    const answer = await app.inject({
      method,
      url: pathname + search,
      headers,
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    const bytes = WITHOUT_BODY.has(answer.statusCode) ? null : Uint8Array.from(answer.rawPayload);
    const type = answer.headers['content-type'];
    return new Response(bytes, {
      status: answer.statusCode,
      headers: typeof type === 'string' ? { 'content-type': type } : {},
    });
  };
}
