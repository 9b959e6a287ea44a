import type { App } from './create-app.ts';

/** Per cent of the usual size. */
export const textScales = { least: 80, usual: 100, most: 200, step: 10 } as const;

export function changeTextScale(app: App, steps: 1 | -1 | 0): void {
  const { textScale } = app.store.getState().settings;
  const wanted = steps === 0 ? textScales.usual : textScale + steps * textScales.step;
  app.changeSettings({ textScale: Math.min(textScales.most, Math.max(textScales.least, wanted)) });
}
