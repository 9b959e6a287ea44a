import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, dialog, app } from 'electron';
import { bundleText } from '../../shared/diagnostics/bundle.ts';
import type { BridgeHandlers } from '../bridge.ts';
import { desktopFacts, type FactsDeps } from './desktop-facts.ts';
import { logFiles, logSizes, newestLogs } from './log-files.ts';
import type { MainLog } from './main-log.ts';

export interface DiagnosticsDeps {
  facts(): Omit<FactsDeps, 'logs'>;
  volunteerFolder(): string | null;
  hubUrl(): string | null;
  readonly log: MainLog;
  now(): number;
}

/** What the status page asks of main. The text that is saved is the one that was shown: the window can't bring another (DG4). */
export function diagnosticsHandlers(
  deps: DiagnosticsDeps,
): Pick<BridgeHandlers, 'diagnostics' | 'make-bundle' | 'save-bundle'> {
  let made: string | null = null;
  const files = () => logFiles(deps.facts().userData, deps.volunteerFolder());
  const facts = () => desktopFacts({ ...deps.facts(), logs: logSizes(files()) });
  return {
    diagnostics: facts,
    'make-bundle': ({ core, withAddress }) => {
      const address = deps.hubUrl();
      made = bundleText({
        core,
        desktop: facts(),
        localNow: deps.now(),
        hubFingerprint: address === null ? null : fingerprint(address),
        hubAddress: withAddress ? address : null,
        logs: newestLogs(files()),
      });
      return made;
    },
    'save-bundle': async (_params, sender) => {
      const window = BrowserWindow.fromWebContents(sender);
      if (made === null || window === null) return { ended: 'cancelled' };
      const name = `sportello-diagnostica-${new Date(deps.now()).toISOString().slice(0, 10)}.json`;
      const defaultPath = join(app.getPath('documents'), name);
      const filters = [{ name: 'JSON', extensions: ['json'] }];
      const chosen = await dialog.showSaveDialog(window, { defaultPath, filters });
      if (chosen.canceled || chosen.filePath === '') return { ended: 'cancelled' };
      try {
        writeFileSync(chosen.filePath, made, { mode: 0o600 });
      } catch {
        return { ended: 'failed' };
      }
      deps.log({ event: 'diagnostics-saved' });
      return { ended: 'saved' };
    },
  };
}

const fingerprint = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 12);
