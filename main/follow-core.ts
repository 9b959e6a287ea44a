import { app } from 'electron';
import type { FromCore } from '../shared/bridge/host.ts';
import type { Desktop } from './desktop-state.ts';
import { forgetPerson } from './forget-person.ts';
import { routeTo } from './proxy.ts';

/** Does what the core asks of main. */
export function followCore(desktop: Desktop, message: FromCore): void {
  if (message.type === 'ready') desktop.sqlite = message.sqlite;
  if (message.type === 'route') void sayRoute(desktop, message.host);
  if (message.type === 'enrolled') desktop.settings.change({ hubUrl: message.hubUrl });
  if (message.type === 'locked' || message.type === 'wiped') forgetPerson(desktop);
  if (message.type === 'alert') desktop.alerts.show(message);
  if (message.type === 'close-alerts') desktop.alerts.closeOf(message.conversationIds);
  if (message.type === 'badge') {
    app.setBadgeCount(message.waiting + message.mine);
    desktop.tray.count(message);
  }
  if (message.type === 'discard') {
    const holder = desktop.ports.holderOf(message.portId);
    if (holder !== null) desktop.windows.discard(holder);
  }
}

async function sayRoute(desktop: Desktop, host: string): Promise<void> {
  desktop.seat.core.send({ type: 'route', host, proxy: await routeTo(desktop.session, host) });
}
