import type { FastifyReply } from 'fastify';

/** Public pages: no script at all, nothing from elsewhere, in nobody's frame. */
const CSP =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

export function sendPage(reply: FastifyReply, body: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-security-policy', CSP).send(body);
}

/** `Retry-After` in whole seconds (RFC 9110, 10.2.3). */
export function retryAfter(reply: FastifyReply, waitMs: number): FastifyReply {
  return reply.header('retry-after', String(Math.ceil(waitMs / 1_000)));
}
