import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, type WebContents } from 'electron';

/**
 * What the window has to print, as a tagged PDF in the file that the person chooses. The bytes go from the window's process into
 * the file: nothing here reads, keeps or logs them (docs/adr/0012-a-chronology-passes-main-as-a-pdf.md).
 */
export async function savePdf(
  sender: WebContents,
  number: string,
): Promise<{ ended: 'saved' | 'cancelled' | 'failed' }> {
  const window = BrowserWindow.fromWebContents(sender);
  if (window === null) return { ended: 'cancelled' };
  const defaultPath = join(app.getPath('documents'), `cronologia-${number}.pdf`);
  const chosen = await dialog.showSaveDialog(window, { defaultPath, filters: [{ name: 'PDF', extensions: ['pdf'] }] });
  if (chosen.canceled || chosen.filePath === '') return { ended: 'cancelled' };
  try {
    const options = { generateTaggedPDF: true, generateDocumentOutline: true, preferCSSPageSize: true };
    await writeFile(chosen.filePath, await sender.printToPDF(options), { mode: 0o600 });
    return { ended: 'saved' };
  } catch {
    return { ended: 'failed' };
  }
}
