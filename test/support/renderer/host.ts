// A window around the built interface and nothing else: the real scheme and content policy, no preload, no core.
import { app, BrowserWindow } from 'electron';
import { registerAppScheme, serveApp } from '../../../main/app-protocol.ts';
import { savePdf } from '../../../main/save-pdf.ts';
import { restrictSession } from '../../../main/session-policy.ts';

registerAppScheme();
app.disableHardwareAcceleration();
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  restrictSession(window.webContents.session);
  serveApp(window.webContents.session, process.env['SPORTELLO_INTERFACE'] ?? '');
  // For the driver: the sheet goes into a file by the program's own way.
  Object.assign(globalThis, { savePdf: (number: string) => savePdf(window.webContents, number) });
  await window.loadURL('about:blank');
});
