import { app, net } from 'electron';
import type { Policy } from '../../shared/policy/policy.ts';
import { planUpdates, type Release } from '../../shared/update/release.ts';
import type { MainLog } from '../diagnostics/main-log.ts';
import { volunteersIn } from '../volunteers.ts';
import { installAtQuit } from './install-update.ts';
import { Updates } from './updates.ts';

/** Not in the first minute: whoever starts the program has something else to do. */
const LOOK_AFTER_MS = 60_000;
const PRODUCT = 'org.sportello.app';

interface OpenUpdatesDeps {
  readonly release: Release | null;
  readonly policy: Policy;
  readonly userData: string;
  readonly log: MainLog;
}

export function openUpdates({ release, policy, userData, log }: OpenUpdatesDeps): Updates {
  const updates = new Updates({
    plan: planUpdates(release, policy),
    product: PRODUCT,
    version: app.getVersion(),
    platform: process.platform,
    userData,
    // The system's proxy and authorities, and the proxy of the policy, as for the rest of the program.
    fetch: (url, init) => net.fetch(url, init),
    log,
    waiting: () => volunteersIn(userData).reduce((sum, { waiting }) => sum + waiting, 0),
    install: async (metadata, file) => {
      // Only now: it is large, and hardly anybody needs it.
      const { AppImageUpdater, NsisUpdater } = await import('electron-updater');
      if (process.platform === 'win32') return await installAtQuit(new NsisUpdater(), metadata, file);
      if (process.env['APPIMAGE'] !== undefined) return await installAtQuit(new AppImageUpdater(), metadata, file);
      return false;
    },
    quit: () => app.quit(),
  });
  if (updates.state().off === null) setTimeout(() => void updates.look(), LOOK_AFTER_MS).unref();
  return updates;
}
