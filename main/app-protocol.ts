import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from './content-policy.ts';

export const APP_ORIGIN = 'app://sportello';
const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  // the worker that reads PDFs, as its project builds it
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Must run before the application is ready (Electron's rule). */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built interface; `file://` is never used, it has more rights than a page should have. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle('app', (request) => respond(request, root));
}

async function respond(request: Request, root: string): Promise<Response> {
  const file = fileOf(request, root);
  if (file === null || request.method !== 'GET') return new Response(null, { status: 403 });
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return new Response(null, { status: 404 });
  const nonce = randomBytes(18).toString('base64');
  const isPage = extname(file) === '.html';
  const body = isPage ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(bytes);
  return new Response(body, { headers: headersFor(file, nonce) });
}

/** Null for anything outside the interface's own folder. */
function fileOf(request: Request, root: string): string | null {
  const url = new URL(request.url);
  if (url.host !== 'sportello') return null;
  const file = normalize(join(root, decodeURIComponent(url.pathname)));
  return file.startsWith(root + sep) ? file : null;
}

function headersFor(file: string, nonce: string): Record<string, string> {
  return {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
