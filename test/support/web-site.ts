import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of somebody else: one page, served from an origin of its own, with the bubble's line in it. */
export interface WebSite {
  readonly origin: string;
  /** The page; with a policy as strict as the bubble can live with. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WebSiteOptions {
  /** The whole line. */
  readonly script: string;
  readonly policy: string;
  readonly language?: 'it' | 'en';
}

export async function openWebSite(options: () => WebSiteOptions): Promise<WebSite> {
  const server = createServer((_request, response) => {
    const { script, policy, language = 'it' } = options();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="${language}"><head><title>Doposcuola</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">${script}</head>
      <body><main><h1>Doposcuola Brembo</h1><p>Benvenuti.</p><a href="?2">Un’altra pagina</a></main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Another host name than the hub's: another origin, and another site.
  const origin = `http://localhost:${port}`;
  return {
    origin,
    url: `${origin}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the bubble needs of a page that allows nothing else (docs/chat.md). */
export const strictPolicy = (hub: string): string =>
  `default-src 'none'; script-src ${hub}; connect-src ${hub} ${hub.replace(/^http/, 'ws')}; base-uri 'none'; ` +
  "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
