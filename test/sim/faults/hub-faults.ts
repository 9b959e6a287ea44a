import type { ConversationRecord, Storage, WriteTx } from '../../../hub/storage/storage.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

/** Transactions in which some calls do something else. */
function changed(storage: Storage, change: (tx: WriteTx) => Partial<WriteTx>): Storage {
  return { ...storage, write: (run, then) => storage.write((tx) => run({ ...tx, ...change(tx) }), then) };
}

const answerLater: Fault = {
  name: 'answer-not-with-its-effect',
  what: 'the answer to a command is stored with the next transaction instead of with its effect',
  caughtBy: ['effect-once', 'answered-once'],
  storage(storage) {
    let owed: ((tx: WriteTx) => Promise<void>)[] = [];
    return {
      ...storage,
      write: (run, then) =>
        storage.write(async (tx) => {
          for (const pay of owed.splice(0)) await pay(tx);
          const debts: typeof owed = [];
          const addAnswer: WriteTx['addAnswer'] = async (...answer) =>
            void debts.push((later) => later.addAnswer(...answer));
          const value = await run({ ...tx, addAnswer });
          owed = debts;
          return value;
        }, then),
    };
  },
};

/** Which commands the hub is about to work on, by the frames that came in. */
const pushed = new WeakMap<World, { deviceId: string; seqs: ReadonlySet<number> }>();

interface Push {
  readonly type: string;
  readonly commands: { seq: number; command: Record<string, unknown> }[];
}

function pushIn(text: string): Push | null {
  return text.startsWith('{"type":"push"') ? (JSON.parse(text) as Push) : null;
}

const appliedAgain: Fault = {
  name: 'repeated-command-applied-again',
  what: 'a command that comes a second time is carried out a second time',
  caughtBy: ['answered-once', 'effect-once'],
  toHub(text, { device, world }) {
    const push = pushIn(text);
    if (push !== null) {
      pushed.set(world, { deviceId: device.deviceId ?? '', seqs: new Set(push.commands.map(({ seq }) => seq)) });
    }
    return text;
  },
  storage: (storage, world) =>
    changed(storage, (tx) => ({
      async admitted(id) {
        const device = await tx.admitted(id);
        const now = pushed.get(world);
        if (device === null || now === undefined || now.deviceId !== id) return device;
        return { ...device, lastCommand: Math.min(device.lastCommand, Math.min(...now.seqs) - 1) };
      },
      async answers(deviceId, seqs) {
        const known = await tx.answers(deviceId, seqs);
        const isPush = seqs.length > 0 && seqs.every((seq) => pushed.get(world)?.seqs.has(seq) === true);
        return isPush && pushed.get(world)?.deviceId === deviceId ? new Map() : known;
      },
      async addAnswer(deviceId, seq, answer) {
        world.hub.sqlite.prepare('delete from command_answers where device_id = ? and seq = ?').run(deviceId, seq);
        await tx.addAnswer(deviceId, seq, answer);
      },
    })),
};

const fenceUnchecked: Fault = {
  name: 'fence-not-checked',
  what: 'a write is carried out under whatever token is the current one',
  caughtBy: ['no-stale-write'],
  toHub(text, { world }) {
    const push = pushIn(text);
    if (push === null) return text;
    for (const { command } of push.commands) {
      const fence = world.watch.conversations.get(String(command['conversationId']))?.row.fence;
      if ('under' in command && fence !== undefined) command['under'] = fence;
    }
    return JSON.stringify(push);
  },
};

const fenceKept: Fault = {
  name: 'fence-not-raised-at-release',
  what: 'a conversation that waits again keeps its token',
  caughtBy: ['fence-grows', 'no-stale-write'],
  storage: (storage) =>
    changed(storage, (tx) => ({
      saveConversation: (change) => {
        const isRelease = change.before?.state === 'claimed' && change.after.state === 'waiting';
        const after = isRelease ? { ...change.after, fence: change.after.fence - 1 } : change.after;
        return tx.saveConversation({ ...change, after });
      },
    })),
};

const claimUncompared: Fault = {
  name: 'claim-without-compare-and-set',
  what: 'decisions look at what was read in an earlier transaction',
  caughtBy: ['chronology', 'no-stale-write', 'convergence', 'no-defect'],
  storage(storage) {
    const read = new Map<string, ConversationRecord | null>();
    return changed(storage, (tx) => ({
      async conversation(id) {
        const earlier = read.get(id);
        read.set(id, await tx.conversation(id));
        return earlier ?? read.get(id) ?? null;
      },
    }));
  },
};

const feedBack: Fault = {
  name: 'feed-number-reused-after-crash',
  what: 'after a restart the feed goes on from a lower number',
  caughtBy: ['feed-grows'],
  hubRestarts: (sqlite) => void sqlite.prepare('delete from feed where seq > (select max(seq) - 2 from feed)').run(),
};

const holdLater: Fault = {
  name: 'hold-after-sending',
  what: 'a hold is recorded after the content has left',
  caughtBy: ['hold-before-content'],
  storage(storage) {
    let owed: Parameters<WriteTx['recordHolds']>[0] = [];
    return {
      ...storage,
      write: (run, then) =>
        storage.write(async (tx) => {
          if (owed.length > 0) await tx.recordHolds(owed);
          owed = [];
          return run({ ...tx, recordHolds: async (holds) => void (owed = holds) });
        }, then),
    };
  },
};

const privateShown: Fault = {
  name: 'private-thread-shown-while-waiting',
  what: 'a conversation that waits again is sent with its private thread',
  caughtBy: ['readable-only'],
  storage: (storage) =>
    changed(storage, (tx) => ({
      async messages(ids, above) {
        const found = await tx.messages(ids, above);
        const open = [...found].map(
          ([id, messages]) => [id, messages.map((message) => ({ ...message, visibility: 'open' as const }))] as const,
        );
        return new Map(open);
      },
    })),
};

const numberSkipped: Fault = {
  name: 'case-number-outside-the-transaction',
  what: 'a case number that was drawn by a transaction that failed is gone',
  caughtBy: ['gapless-numbers'],
  storage(storage, world) {
    let drawn = 0;
    return changed(storage, (tx) => ({
      async nextCaseNumber(year) {
        const number = Number((await tx.nextCaseNumber(year)).slice(5));
        drawn = Math.max(drawn + 1, number);
        if (world.network.chance(0.02)) drawn += 1;
        return `${year}-${String(drawn).padStart(6, '0')}`;
      },
    }));
  },
};

const mailTwice: Fault = {
  name: 'same-mail-twice',
  what: 'a mail that is delivered again becomes a second message',
  caughtBy: ['effect-once'],
  storage: (storage) =>
    changed(storage, (tx) => ({
      receivedConversation: async () => null,
      addReceived: (key, id, at) => tx.addReceived(`${key} ${id} ${at}`, id, at),
    })),
};

const receiptsOfAnyFence: Fault = {
  name: 'receipt-ends-any-hold',
  what: 'a late receipt also ends a hold of content that was sent since',
  caughtBy: ['receipt-true', 'convergence'],
  storage: (storage) =>
    changed(storage, (tx) => ({
      recordEvicted: (hold) => tx.recordEvicted({ ...hold, fence: Number.MAX_SAFE_INTEGER }),
    })),
};

const epochKept: Fault = {
  name: 'epoch-kept-after-restore',
  what: 'a hub that was set back goes on under the epoch of its backup',
  caughtBy: ['cursor-honest', 'convergence', 'texts-kept'],
  hubRestored: (sqlite) => void sqlite.prepare("update meta set value = 'epoch-1' where key = 'epoch'").run(),
};

export const hubFaults: readonly Fault[] = [
  answerLater,
  appliedAgain,
  fenceUnchecked,
  fenceKept,
  claimUncompared,
  feedBack,
  holdLater,
  privateShown,
  numberSkipped,
  mailTwice,
  receiptsOfAnyFence,
  epochKept,
];
