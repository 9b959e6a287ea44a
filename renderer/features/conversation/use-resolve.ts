import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { seenAt } from '../../store/seen-at.ts';
import { useUndoable } from '../../store/use-undoable.ts';

/** Resolves the open case, with the way back (UN1). */
export function useResolve(): (open: OpenConversation) => Promise<boolean> {
  const { t } = useText();
  const undoable = useUndoable();
  return async (open) => {
    const { row, under } = open;
    if (under === null) return false;
    const command = { name: 'resolve', conversationId: row.id, under, ...seenAt(open) } as const;
    return undoable(command, { text: t('done.resolve', { number: row.number }), back: { name: 'reopen' } });
  };
}
