import type { FastifyInstance, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { Log } from '../log.ts';
import type { RateLimit } from '../rate-limit.ts';
import { retryAfter, sendPage } from './answers.ts';
import { plainPage, type Frame } from './appointment-pages.ts';

export interface LinkPages<R extends RouteGenericInterface> {
  /** Of one address. */
  readonly rate: RateLimit;
  readonly formLimitBytes: number;
  readonly log: Pick<Log, 'defect'>;
  readonly frameOf: (request: FastifyRequest<R>) => Frame;
}

/** Pages behind secret links: forms without script, and a page also for whoever asks too often or when something fails. */
export async function registerLinkPages<R extends RouteGenericInterface>(
  app: FastifyInstance,
  { rate, formLimitBytes, log, frameOf }: LinkPages<R>,
  addRoutes: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    );
    scope.addHook('preHandler', async (request, reply) => {
      const waitMs = rate.hit(request.ip);
      if (waitMs === 0) return;
      return sendPage(
        retryAfter(reply.code(429), waitMs),
        plainPage(frameOf(request as FastifyRequest<R>), 'tooOften'),
      );
    });
    scope.setErrorHandler<Error>((error, request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode >= 500) log.defect('http', error);
      const page = plainPage(frameOf(request as FastifyRequest<R>), 'failed');
      return sendPage(reply.code(statusCode < 500 ? statusCode : 503), page);
    });
    addRoutes(scope);
  });
}
