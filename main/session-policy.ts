import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

const allowedSchemes = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** What no window may ever do: ask for a permission, talk to the network, load a foreign page. */
export function restrictSession(session: Session): void {
  // Otherwise Electron on Linux fetches a dictionary from a public host at the first window.
  session.setSpellCheckerLanguages([]);
  session.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowedSchemes.has(new URL(details.url).protocol) });
  });
}

/** Every web contents, whoever makes it: no navigation, no new window, no embedded view. */
export function restrictAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    restrictContents(contents);
  });
}

function restrictContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Only the top frame of our own page may speak over the bridge. */
export function isTrustedSender(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);
}
