import type { BulkMove } from '../../shared/bridge/bulk.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { useText } from '../i18n/text.tsx';
import { useApp } from './context.tsx';
import { type App, failureOf } from './create-app.ts';

export interface Done {
  /** What is said of it. */
  readonly text: string;
  /** Where it has left already: the move that takes it back, or a command; null: it can't be taken back. */
  readonly back: BulkMove | Command | null;
}

/** Stores a command and says so; for as long as the word stands it can be taken back, by button or key (UN1). */
export function useUndoable(): (command: Command, done: Done) => Promise<boolean> {
  const app = useApp();
  const { t } = useText();
  return async (command, { text, back }) => {
    const seq = await app.sendNumbered(command);
    if (seq === null) return false;
    const { conversationId } = command;
    const undo = async (): Promise<void> => {
      if (await takeBack(app, { seq, conversationId, back })) app.announce(t('toasts.undone'));
      else app.complain({ code: 'wrong-state' });
    };
    const offered = (): void => void undo().catch((error: unknown) => app.complain(failureOf(error)));
    app.tell(text, back === null ? undefined : offered);
    return true;
  };
}

interface Stored {
  readonly seq: number;
  readonly conversationId: string;
  readonly back: Done['back'];
}

/** What has not left is cancelled (CO8); after that the opposite is done, where nobody else was faster. */
async function takeBack({ core }: App, { seq, conversationId, back }: Stored): Promise<boolean> {
  const { cancelled } = await core.call({ name: 'cancel', seq });
  if (cancelled) return true;
  if (back === null) return false;
  if ('conversationId' in back) {
    await core.call({ name: 'command', command: back });
    return true;
  }
  const { stored } = await core.call({ name: 'move-all', conversationIds: [conversationId], move: back });
  return stored.length > 0;
}
