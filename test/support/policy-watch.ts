import type { ElectronApplication } from 'playwright';

/** Chromium says so on the console, in whichever window and at whichever moment: before anything of a test listens, too. */
const refusal = /Content[- ]Security[- ]Policy|Trusted ?(?:Type|HTML|Script)/i;

/** What the content policy of any window of a program refused, Trusted Types included. */
export interface PolicyWatch {
  /** Since the last time that it was asked. */
  refused(): readonly string[];
  /** Fails when something was refused that no test asked for. */
  expectNone(): void;
}

export function watchPolicy(electron: ElectronApplication): PolicyWatch {
  const seen: string[] = [];
  electron.context().on('console', (message) => {
    // In the frame of a mail it is the sender's work that is refused: test/e2e/original.test.ts looks at that.
    const isOfMail = message.location().url.startsWith('about:srcdoc');
    if (message.type() === 'error' && !isOfMail && refusal.test(message.text())) seen.push(message.text());
  });
  electron.context().on('weberror', (error) => {
    if (refusal.test(error.error().message)) seen.push(error.error().message);
  });
  return {
    refused: () => seen.splice(0),
    expectNone() {
      if (seen.length > 0) throw new Error(`the content policy refused: ${seen.join('\n')}`);
    },
  };
}
