import type { Fault } from './fault.ts';

const goesAlone: Fault = {
  name: 'merged-case-goes-alone',
  what: 'of merged cases only the one that is named is released, passed on or resolved',
  caughtBy: ['merged-together'],
  storage: (storage) => ({
    ...storage,
    write: (run, then) =>
      storage.write((tx) => {
        const saveConversation: typeof tx.saveConversation = (change) => {
          const { before } = change;
          if (before === null) return tx.saveConversation(change);
          const { mergedInto: _into, mergedIds: _ids, ...alone } = before;
          return tx.saveConversation({ ...change, before: alone });
        };
        return run({ ...tx, saveConversation });
      }, then),
  }),
};

export const mergeFaults: readonly Fault[] = [goesAlone];
