import { writeFileSync } from 'node:fs';
import { shell } from 'electron';
import type { Settings } from '../../shared/bridge/desktop.ts';
import type { BridgeHandlers } from '../bridge.ts';
import type { Desktop } from '../desktop-state.ts';
import { diagnosticsHandlers } from '../diagnostics/diagnostics.ts';
import { readNotices } from '../notices.ts';
import { savePdf } from '../save-pdf.ts';
import { updateHandlers } from '../update/updates.ts';
import { desktopInfo, diagnosticsDeps } from './desktop-facts.ts';
import { peopleHandlers } from './people.ts';
import { placeHandlers } from './place.ts';
import { besidePractice, practiceHandlers } from './practice.ts';

/** What windows may ask of main. */
export const bridgeHandlers = (desktop: Desktop): BridgeHandlers => besidePractice(allHandlers(desktop), desktop);

function allHandlers(desktop: Desktop): BridgeHandlers {
  const { settings } = desktop;
  return {
    ...diagnosticsHandlers(diagnosticsDeps(desktop)),
    ...updateHandlers(desktop.updates),
    notices: readNotices,
    info: () => desktopInfo(desktop),
    settings: () => settings.read(),
    'change-settings': (changed) => changeSettings(desktop, changed),
    ...placeHandlers(desktop),
    ...peopleHandlers(desktop),
    ...practiceHandlers(desktop),
    dictionary: ({ language }) => desktop.dictionaries.read(language),
    'save-pdf': ({ number }, sender) => savePdf(sender, number),
    'open-link': async ({ address }) => {
      await shell.openExternal(address);
      return null;
    },
    painted: async () => {
      if (!desktop.painted) {
        desktop.painted = true;
        await announceReady(desktop);
      }
      return null;
    },
  };
}

function changeSettings(desktop: Desktop, changed: Parameters<BridgeHandlers['change-settings']>[0]): Settings {
  const defined = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  const next = desktop.settings.change(defined);
  desktop.nativeTheme.themeSource = next.theme;
  desktop.tray.renew();
  return next;
}

/** The inbox is on screen: keeps a picture where one was asked for, and tells whoever waits for it. */
async function announceReady(desktop: Desktop): Promise<void> {
  const picture = desktop.environment['SPORTELLO_SCREENSHOT'];
  const [window = null] = desktop.windows.all();
  if (picture !== undefined && window !== null) {
    writeFileSync(picture, (await window.webContents.capturePage()).toPNG());
  }
  desktop.ready({ window, sqlite: desktop.sqlite, announce: () => void process.stdout.write('ready\n') });
}
