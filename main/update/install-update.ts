import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { UpdateMetadata } from '../../shared/update/judge-update.ts';

/** The parts of electron-updater's that are used; its own types ask for more than a file that is here already. */
interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  autoRunAppAfterInstall: boolean;
  allowDowngrade: boolean;
  disableDifferentialDownload: boolean;
  updateConfigPath: string | null;
  setFeedURL(options: object | string): void;
  checkForUpdates(): Promise<unknown>;
  downloadUpdate(): Promise<unknown>;
  on(event: 'error', listener: () => void): unknown;
}

/**
 * electron-updater only puts the checked file in the old one's place when the program has ended: it asks no mirror, decides nothing and
 * downloads nothing.
 */
export async function installAtQuit(updater: Updater, metadata: UpdateMetadata, file: string): Promise<boolean> {
  // Where it keeps its copy; electron-builder writes such a file only for a program that has a fixed mirror.
  const configuration = join(dirname(file), 'updater.yml');
  await writeFile(configuration, 'updaterCacheDirName: sportello-updater\n');
  Object.assign(updater, {
    updateConfigPath: configuration,
    autoDownload: false,
    autoInstallOnAppQuit: true,
    autoRunAppAfterInstall: false,
    allowDowngrade: false,
    disableDifferentialDownload: true,
    logger: null,
  });
  // Without a listener it would be thrown.
  updater.on('error', () => undefined);
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(metadata, file) });
  // Not public there, and the only way in for bytes that were checked before.
  Object.assign(updater, {
    httpExecutor: { download: (_url: URL, destination: string) => copyFile(file, destination) },
  });
  const found = await updater.checkForUpdates().catch(() => null);
  if (found === null) return false;
  return await updater.downloadUpdate().then(
    () => true,
    () => false,
  );
}

/** Knows one version, the one that was judged. */
function providerOf({ version, sha512, size }: UpdateMetadata, file: string) {
  const url = basename(file);
  const info = { url, sha512, size };
  return class {
    readonly isUseMultipleRangeRequest = false;
    readonly fileExtraDownloadHeaders = null;
    setRequestHeaders(): void {
      // nothing is requested
    }
    getLatestVersion() {
      return Promise.resolve({ version, files: [info], path: url, sha512, releaseDate: '' });
    }
    resolveFiles() {
      return [{ url: new URL(`file:///${encodeURIComponent(url)}`), info }];
    }
  };
}
