import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/** How long a proxy may take to open the way. */
const TUNNEL_TIMEOUT_MS = 10_000;

/**
 * A way through an HTTP proxy to `target` (`host:port`), by CONNECT (RFC 9110, 9.3.6). Nothing is encrypted yet: the
 * caller lays TLS over it, so that the proxy sees names and sizes only.
 */
export function openTunnel(proxy: string, target: string): Promise<Socket> {
  const url = new URL(proxy);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
      method: 'CONNECT',
      path: target,
      headers: { host: target },
      agent: false,
      timeout: TUNNEL_TIMEOUT_MS,
    });
    request.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new Error(`the proxy answered ${String(statusCode)}`));
      }
    });
    // A proxy that answers like a web server did not understand.
    request.once('response', (response) => {
      response.destroy();
      reject(new Error(`the proxy answered ${String(response.statusCode)}`));
    });
    request.once('timeout', () => request.destroy(new Error('the proxy did not answer')));
    request.once('error', reject);
    request.end();
  });
}
