import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright';

/** What the organisation fixed on a PC: the tests' small dictionary. Returns the folder that says so. */
export function spellingPolicy(folder: string): string {
  const policy = join(folder, 'policy');
  mkdirSync(policy, { mode: 0o755 });
  const file = join(policy, 'policy.json');
  writeFileSync(file, JSON.stringify({ SpellingDictionaries: resolve('test/fixtures/spelling') }));
  chmodSync(file, 0o644);
  return policy;
}

/** Lines under wrong words. */
export const marks = (page: Page): Locator => page.locator('[data-spelled] + [aria-hidden] span');

/** The first line lies within the field. */
export async function isOver(page: Page, field: Locator): Promise<boolean> {
  const [line, box] = [await marks(page).first().boundingBox(), await field.boundingBox()];
  if (line === null || box === null || line.width < 20) return false;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return line.x > box.x && line.y > box.y && line.x + line.width < right && line.y + line.height < bottom;
}

/** Twice the pause after which words are looked up, by the window's own clock. */
export const pauseOfKeys = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 240)));
