// These first: the order of the layers has to stand before any style, zod's setting before any schema.
import './styles/layers.css';
import './styles/tokens.css';
import './styles/base.css';
import './jitless.ts';
import { createRoot } from 'react-dom/client';
import { CORE_PORT_MESSAGE, defaultSettings, type DesktopBridge } from '../shared/bridge/desktop.ts';
import type { Clock, Timers } from '../shared/effects.ts';
import { App } from './app.tsx';
import { Broken } from './broken.tsx';
import { createCoreClient } from './core-client.ts';
import { warmUp } from './guard/warm-up.ts';
import { pages } from './other-page.tsx';
import { defaultPlace } from './store/app-state.ts';
import { type App as AppValue, createApp } from './store/create-app.ts';
import { fulfilWish } from './store/fulfil-wish.ts';

declare global {
  interface Window {
    readonly sportello: DesktopBridge;
  }
}

/** Ms after which whoever was writing before this window took over is not put back into their text any more. */
const RESUME_WITHIN_MS = 10_000;

/** Ms that belong to the inbox alone; the rest of the program follows when nothing else is to be done. */
const WARM_UP_AFTER_MS = 1_000;

const clock: Clock = { now: () => Date.now() };
const timers: Timers = {
  after(delayMs, run) {
    const id = setTimeout(run, delayMs);
    return () => clearTimeout(id);
  },
};

async function compose(): Promise<void> {
  const desktop = window.sportello;
  const [settings, place, info, volunteers] = await Promise.all([
    desktop.call('settings', null).catch(() => defaultSettings),
    desktop.call('place', null).catch(() => null),
    desktop.call('info', null).catch(() => null),
    desktop.call('volunteers', null).catch(() => null),
  ]);
  const core = createCoreClient();
  const app = createApp({ clock, timers, desktop, core }, settings);
  app.store.setState({
    place: place ?? defaultPlace,
    page: place?.page ?? 'inbox',
    isPlaced: place !== null,
    info,
    volunteers,
  });
  if (place?.writing !== undefined) timers.after(RESUME_WITHIN_MS, app.resumeWriting);
  connect(app);
  const root = document.querySelector('#root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <Broken locale={settings.language}>
      <App app={app} />
    </Broken>,
  );
  timers.after(WARM_UP_AFTER_MS, () => {
    requestIdleCallback(() => void pages.load());
    warmUp((run) => requestIdleCallback(run));
  });
}

/** Asks for a port to the core; when the core has gone and comes back, main hands over another one by itself. */
function connect(app: AppValue): void {
  const { core, desktop, store, go, leave } = app;
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source !== window || event.data !== CORE_PORT_MESSAGE || port === undefined) return;
    core.attach(port);
    store.setState({ core: 'ready' });
  });
  desktop.on('core-stopped', ({ restarting }) => {
    core.detach();
    store.setState({ core: restarting ? 'restarting' : 'stopped' });
  });
  desktop.on('open-case', ({ conversationId }) => go({ conversationId }));
  desktop.on('wanted', ({ wish }) => fulfilWish(app, wish));
  // Drafts are saved on the same word: they go first.
  desktop.on('leaving', () => timers.after(0, leave));
  desktop.connectCore();
}

void compose();
