import type { FastifyReply } from 'fastify';

/** An answer to a program, in the form of RFC 9457. `code` is what a program compares; the title is for people. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

export function sendProblem(reply: FastifyReply, { status, code, title }: Problem): FastifyReply {
  const body = { type: 'about:blank', status, code, title };
  return reply.code(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
