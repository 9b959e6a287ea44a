import type { Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { conversations } from './conversations.ts';
import { looksOf, type Looks } from './looks.ts';
import { openRendererWindow, type RendererWindow } from './window.ts';

interface OneWindow extends Looks, Pick<RendererWindow, 'show' | 'change' | 'violations'> {
  readonly page: Page;
}

/** The window for all tests of a file. */
export function oneWindow(): OneWindow {
  let opened: RendererWindow | null = null;
  beforeAll(async () => {
    opened = await openRendererWindow();
  });
  afterAll(async () => {
    await opened?.close();
  });
  const now = (): RendererWindow => {
    if (opened === null) throw new Error('the window opens with the first test');
    return opened;
  };
  return {
    ...looksOf(() => now().page),
    get page() {
      return now().page;
    },
    show: (script, size) => now().show(script, size),
    change: (script) => now().change(script),
    violations: () => now().violations(),
  };
}

/** Where a case of one's own is open. */
export const placeOfMine = {
  view: 'mine',
  groupId: null,
  conversationId: conversations.mine.row.id,
  scrollTop: 0,
} as const;
