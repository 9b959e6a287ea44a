import { app } from 'electron';
import type { Policy } from '../../shared/policy/policy.ts';
import { planUpdates, type Release } from '../../shared/update/release.ts';
import type { MainLog } from '../diagnostics/main-log.ts';
import { volunteersIn } from '../volunteers.ts';
import { installAtQuit } from './install-update.ts';
import { updateFetch } from './update-session.ts';
import { Updates } from './updates.ts';

/** Not in the first minute: whoever starts the program has something else to do. */
const LOOK_AFTER_MS = 60_000;
const PRODUCT = 'org.sportello.app';

interface OpenUpdatesDeps {
  readonly release: Release | null;
  readonly policy: Policy;
  /** PEM of the policy `CaFile`; null: none. */
  readonly authorities: string | null;
  readonly userData: string;
  readonly log: MainLog;
  now(): number;
}

export function openUpdates({ release, policy, authorities, userData, log, now }: OpenUpdatesDeps): Updates {
  const updates = new Updates({
    plan: planUpdates(release, policy),
    product: PRODUCT,
    version: app.getVersion(),
    platform: process.platform,
    userData,
    fetch: updateFetch({ policy, authorities, now }),
    log,
    waiting: () => volunteersIn(userData).reduce((sum, { waiting }) => sum + waiting, 0),
    install: async (metadata, file) => {
      // Only now: it is large, and hardly anybody needs it.
      const { AppImageUpdater, NsisUpdater } = await import('electron-updater');
      const isAppImage = process.env['APPIMAGE'] !== undefined;
      if (process.platform !== 'win32' && !isAppImage) return false;
      const updater = isAppImage ? new AppImageUpdater() : new NsisUpdater();
      // It takes a program that is not packaged for a development tree; only a test gets that far in one.
      updater.forceDevUpdateConfig = !app.isPackaged;
      return await installAtQuit(updater, metadata, file);
    },
    quit: () => app.quit(),
  });
  if (updates.state().off === null) setTimeout(() => void updates.look(), LOOK_AFTER_MS).unref();
  return updates;
}
