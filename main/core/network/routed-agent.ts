import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls';
import { openTunnel } from './tunnel.ts';

type Connected = (error: Error | null, stream: Duplex) => void;

/** Address of the proxy for a host, `http://…` or `https://…`; null: directly. */
export type RouteOf = (host: string) => Promise<string | null>;

/** Encrypted connections, each by the way that the system or the organisation wants for its host. */
export class RoutedAgent extends Agent {
  readonly #routeOf: RouteOf;

  constructor(options: AgentOptions & { readonly routeOf: RouteOf }) {
    const { routeOf, ...rest } = options;
    super(rest);
    this.#routeOf = routeOf;
  }

  override createConnection(options: RequestOptions, connected?: Connected): undefined {
    this.#open(options).then(
      (stream) => connected?.(null, stream),
      // Node looks at the stream only when there is no error.
      (error: Error) => (connected as ((error: Error) => void) | undefined)?.(error),
    );
    return undefined;
  }

  async #open(options: RequestOptions): Promise<Duplex> {
    const host = options.host ?? '';
    const port = Number(options.port ?? 443);
    const proxy = await this.#routeOf(host);
    const target = { ...(options as ConnectionOptions), host, port, servername: options.servername ?? host };
    if (proxy === null) return tlsConnect(target);
    const socket = await openTunnel(proxy, `${host.includes(':') ? `[${host}]` : host}:${String(port)}`);
    return tlsConnect({ ...target, socket });
  }
}
