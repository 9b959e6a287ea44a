import type { CoreDb } from '../../../main/core/db/database.ts';
import type { Fault } from './fault.ts';

const movesAtOnce: Fault = {
  name: 'asked-means-taken',
  what: 'whoever a case is passed to takes no part in it, and holds it before they have accepted',
  caughtBy: ['one-assignee', 'somebody-entitled', 'chronology'],
  storage: (storage) => ({
    ...storage,
    write: (run, then) =>
      storage.write((tx) => {
        const saveConversation: typeof tx.saveConversation = (change) => {
          const { passing, ...after } = change.after;
          if (passing === undefined || change.before?.passing !== undefined) return tx.saveConversation(change);
          return tx.saveConversation({ ...change, after: { ...after, assigneeId: passing.toUserId } });
        };
        return run({ ...tx, saveConversation });
      }, then),
  }),
};

const noteStays: Fault = {
  name: 'note-stays-with-whoever-declined',
  what: 'the note that came with a case is forgotten, and its bytes are not overwritten',
  caughtBy: ['no-trace'],
  database(db): CoreDb {
    return {
      ...db,
      write: (work) =>
        db.write((tx) => {
          const noted = new Set(
            tx
              .all<{ slot: number }>('select passing_slot as slot from conversation where passing_slot is not null')
              .map(({ slot }) => slot),
          );
          const isOfNote = (params: unknown): boolean => Array.isArray(params) && noted.has(params[0] as number);
          return work({
            ...tx,
            run: (sql, params) =>
              sql.startsWith('update slot set body = zeroblob') && isOfNote(params) ? 0 : tx.run(sql, params),
          });
        }),
    };
  },
};

export const passingFaults: readonly Fault[] = [movesAtOnce, noteStays];
