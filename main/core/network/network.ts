import type { Asked } from '../sync/attachments.ts';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import type { FromCore, ToCore } from '../../../shared/bridge/host.ts';
import type { Timers } from '../../../shared/effects.ts';
import { RoutedAgent } from './routed-agent.ts';
import { createRoutes } from './routes.ts';

export interface NetworkDeps {
  readonly timers: Timers;
  toMain(message: FromCore): void;
}

/** How this process reaches its hub, as main says: trusted authorities, and the proxy for a host. */
export interface Network {
  /** True when the message was for the network. */
  receive(message: ToCore): boolean;
  /** For encrypted connections; undefined while nobody said anything: directly, with Node's own authorities. */
  agent(): RoutedAgent | undefined;
  fetch(url: string, init: Asked): Promise<Response>;
}

export function createNetwork(deps: NetworkDeps): Network {
  const routes = createRoutes(deps.timers, (host) => deps.toMain({ type: 'route', host }));
  let extraCa: string | null | undefined;
  let made: RoutedAgent | undefined;

  // Reading the authorities takes 26 ms: only for who connects with encryption, and not at the start.
  const agent = (): RoutedAgent | undefined => {
    if (extraCa !== undefined) {
      made ??= new RoutedAgent({ routeOf: routes.ask, ca: trusted(extraCa), keepAlive: false });
    }
    return made;
  };

  return {
    receive(message) {
      if (message.type === 'network') {
        extraCa = message.extraCa;
      } else if (message.type === 'route') {
        routes.answer(message.host, message.proxy);
      } else {
        return false;
      }
      return true;
    },
    agent,
    fetch(url, init) {
      const through = url.startsWith('https:') ? agent() : undefined;
      return through === undefined ? fetch(url, { ...init, redirect: 'error' }) : fetchThrough(through, url, init);
    },
  };
}

/** Node's authorities, those of the system (a company's root lies there), and the organisation's file. */
function trusted(extra: string | null): string[] {
  return [...getCACertificates('default'), ...getCACertificates('system'), ...(extra === null ? [] : [extra])];
}

/** Redirections are errors. */
function fetchThrough(agent: RoutedAgent, url: string, { method = 'GET', headers, body }: Asked): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      const status = response.statusCode ?? 0;
      if (status < 200 || (status >= 300 && status < 400)) {
        response.destroy();
        return reject(new TypeError(`unexpected answer ${String(status)}`));
      }
      return resolve(new Response(bodyOf(response, status), { status, headers: flat(response.headers) }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const bodyOf = (response: Readable, status: number): ReadableStream<Uint8Array> | null =>
  status === 204 ? null : (Readable.toWeb(response) as ReadableStream<Uint8Array>);

const flat = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
