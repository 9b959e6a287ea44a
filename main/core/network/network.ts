import type { Asked } from '../sync/attachments.ts';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import type { FromCore, ToCore } from '../../../shared/bridge/host.ts';
import type { Timers } from '../../../shared/effects.ts';
import { RoutedAgent } from './routed-agent.ts';

/** After it the way is taken to be direct: main does not answer when it is going away. */
const ROUTE_TIMEOUT_MS = 5_000;

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
  const waiting = new Map<string, ((proxy: string | null) => void)[]>();
  let agent: RoutedAgent | undefined;

  const answer = (host: string, proxy: string | null): void => {
    const asked = waiting.get(host) ?? [];
    waiting.delete(host);
    for (const resolve of asked) resolve(proxy);
  };
  const routeOf = (host: string): Promise<string | null> =>
    new Promise((resolve) => {
      const asked = waiting.get(host) ?? [];
      waiting.set(host, [...asked, resolve]);
      deps.timers.after(ROUTE_TIMEOUT_MS, () => resolve(null));
      if (asked.length === 0) deps.toMain({ type: 'route', host });
    });

  return {
    receive(message) {
      if (message.type === 'network') {
        agent = new RoutedAgent({ routeOf, ca: trusted(message.extraCa), keepAlive: false });
      } else if (message.type === 'route') {
        answer(message.host, message.proxy);
      } else {
        return false;
      }
      return true;
    },
    agent: () => agent,
    fetch: (url, init) =>
      agent === undefined || !url.startsWith('https:')
        ? fetch(url, { ...init, redirect: 'error' })
        : fetchThrough(agent, url, init),
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
