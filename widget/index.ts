import { CHAT_FILES_PATH, CHAT_PATH } from '../shared/chat/limits.ts';
import { mountBubble } from './bubble.ts';
import { Chat } from './chat.ts';
import { h } from './dom.ts';
import { createMemory } from './memory.ts';
import { readOptions, type Options } from './options.ts';
import { textsOf } from './texts.ts';

/** Composition root of the bubble: one line of a web site's page brings it (docs/chat.md). */
function start(options: Options): void {
  let update = (): void => undefined;
  const chat = new Chat({
    language: options.language,
    memory: createMemory(() => sessionStorage, `sportello-chat ${options.hub.href}`),
    open: () => new WebSocket(socketUrl(options.hub)),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    fileKey: () => hex(crypto.getRandomValues(new Uint8Array(16))),
    upload: (path, file, secret) => upload(new URL(`${CHAT_FILES_PATH.slice(1)}/${path}`, options.hub), file, secret),
    download: (path, name, secret) =>
      download(new URL(`${CHAT_FILES_PATH.slice(1)}/${path}`, options.hub), name, secret),
    changed: () => update(),
  });
  update = mountBubble({ chat, texts: textsOf(options.language), options });
}

function socketUrl(hub: URL): URL {
  const url = new URL(CHAT_PATH.slice(1), hub);
  url.protocol = hub.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

async function upload(url: URL, file: File, secret: string): Promise<{ code: string }> {
  const headers = { authorization: `Bearer ${secret}`, 'x-file-name': encodeURIComponent(file.name) };
  const type = { 'content-type': file.type === '' ? 'application/octet-stream' : file.type };
  const answer = await fetch(url, {
    method: 'POST',
    body: file,
    headers: { ...headers, ...type },
    credentials: 'omit',
  });
  return (await answer.json()) as { code: string };
}

/** With the secret in a header, so that it stands in no address; saved by the browser, shown by nobody. */
async function download(url: URL, name: string, secret: string): Promise<boolean> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${secret}` }, credentials: 'omit' });
  if (!answer.ok) return false;
  const href = URL.createObjectURL(await answer.blob());
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return true;
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const options = readOptions(document.currentScript as HTMLScriptElement | null, document);
// A page that has the line twice has one bubble.
if (options !== null && document.querySelector('[data-sportello-chat]') === null) {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => start(options), { once: true });
  else start(options);
}
