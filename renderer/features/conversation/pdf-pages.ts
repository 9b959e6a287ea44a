import {
  AnnotationMode,
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Timers } from '../../../shared/effects.ts';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** Of one page, px: what a picture in the vault is shown at (`watermark.ts`). */
const MAX_SIDE = 1_600;
/** An identity document has two sides, a passport a few pages; what is longer is something else. */
export const MAX_PAGES = 8;
/** Between pages, px. */
const GAP = 16;
/** Ms for all of it on a slow PC; a page can ask for more drawing than any program ever finishes. */
const WITHIN_MS = 15_000;
/** Pixels of one picture in it: see `picture.ts`. */
const MAX_PICTURE_PIXELS = 40_000_000;

/**
 * The pages of a PDF, one below the other, as one picture that words can be written across ([DV6]); null: it has too many, or they take too long. It is
 * read in a worker without any network by the content policy; what it holds of script, forms and files is never run or opened.
 */
export async function drawnPages(bytes: Uint8Array, timers: Timers): Promise<HTMLCanvasElement | null> {
  const worker = startWorker();
  const loading = getDocument({
    data: bytes,
    // A page that is drawn in part would be taken for the whole.
    stopAtErrors: true,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: true,
    enableXfa: false,
    maxImageSize: MAX_PICTURE_PIXELS,
    verbosity: 0,
  });
  let cancel: (() => void) | undefined;
  const tooLate = new Promise<null>((resolve) => {
    cancel = timers.after(WITHIN_MS, () => resolve(null));
  });
  try {
    return await Promise.race([tooLate, loading.promise.then(fewPages)]);
  } finally {
    cancel?.();
    // First the worker: one that is still drawing never answers that it has ended.
    worker.terminate();
    void loading.destroy().catch(() => undefined);
  }
}

const fewPages = (pdf: PDFDocumentProxy): Promise<HTMLCanvasElement> | null =>
  pdf.numPages > MAX_PAGES ? null : joined(pdf);

async function joined(pdf: PDFDocumentProxy): Promise<HTMLCanvasElement> {
  const pages: HTMLCanvasElement[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await drawn(pdf, number));
  const whole = document.createElement('canvas');
  whole.width = Math.max(...pages.map(({ width }) => width));
  whole.height = pages.reduce((height, page) => height + page.height, GAP * (pages.length - 1));
  const context = whole.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.fillStyle = '#c9c9c9';
  context.fillRect(0, 0, whole.width, whole.height);
  let top = 0;
  for (const page of pages) {
    context.drawImage(page, (whole.width - page.width) / 2, top);
    top += page.height + GAP;
  }
  return whole;
}

async function drawn(pdf: PDFDocumentProxy, number: number): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: MAX_SIDE / Math.max(width, height) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: '#ffffff' }).promise;
  return canvas;
}

/** One for each document, so that what one leaves behind is gone with it. */
function startWorker(): Worker {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module' });
  GlobalWorkerOptions.workerPort = worker;
  return worker;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | null = null;

/** No other address ever becomes a worker. */
function trustedWorkerUrl(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return workerUrl;
  policy ??= trustedTypes.createPolicy('pdf-worker', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('not the worker of this program');
      return url;
    },
  });
  return policy.createScriptURL(workerUrl);
}
