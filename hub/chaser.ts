import type { Clock, Ids, Timers } from '../shared/effects.ts';
import type { LateLevel, LateThing } from '../shared/model/late.ts';
import type { Schedule } from '../shared/schedule/schedule.ts';
import { openDayMs, serviceMs } from '../shared/schedule/service-time.ts';
import { nobody } from './audit/entry.ts';
import { nextInstant, systemLine, withLine } from './commands/decision.ts';
import type { Log } from './log.ts';
import type { RunningClock } from './storage/clock-tx.ts';
import type { ReadTx, Storage, WriteTx } from './storage/storage.ts';

export interface ChaserDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

const HOUR_MS = 60 * 60_000;
const LOOK_EVERY_MS = 60_000;
/** Cases that are raised in one transaction. */
const AT_ONCE = 100;

/** When a clock has run far enough for level 1 and for level 2 (CK2, CK3). */
const limits: Readonly<Record<LateThing, readonly [number, number]>> = {
  answer: [48 * HOUR_MS, 72 * HOUR_MS],
  hearing: [HOUR_MS, 4 * HOUR_MS],
};

/** Somebody who waits, and since when. */
interface Waiting {
  readonly conversationId: string;
  readonly groupId: string;
  readonly thing: LateThing;
  readonly since: number;
  /** The level that was reached. */
  readonly level: 0 | LateLevel;
}

/** Looks at the clocks of all cases once a minute, and raises those that have run far enough; of several hubs exactly one does (CK4). */
export function createChaser(deps: ChaserDeps): { close(): void } {
  let isLooking = false;
  let isClosed = false;
  let cancel = (): void => undefined;
  const lookLater = (): void => {
    cancel = deps.timers.after(LOOK_EVERY_MS, () => {
      lookLater();
      if (isLooking) return;
      isLooking = true;
      chase(deps)
        .catch((error: unknown) => {
          if (!isClosed) deps.log.defect('chaser', error);
        })
        .finally(() => (isLooking = false));
    });
  };
  lookLater();
  return {
    close() {
      isClosed = true;
      cancel();
    },
  };
}

async function chase(deps: ChaserDeps): Promise<void> {
  const { storage, clock } = deps;
  const now = clock.now();
  const { waiting, schedules } = await storage.read(async (tx) => ({
    waiting: await waitingIn(tx, await tx.runningClocks()),
    schedules: schedulesByGroup(await tx.schedules()),
  }));
  const due = waiting.filter((each) => levelOf(each, schedules, now) > each.level);
  for (let from = 0; from < due.length; from += AT_ONCE) {
    await storage.write(async (tx) => {
      for (const each of due.slice(from, from + AT_ONCE)) await raise(tx, each, { ...deps, schedules, now });
    });
  }
}

/** What is waited for, and since when; what has reached the last level is of no interest any more. */
async function waitingIn(tx: ReadTx, clocks: readonly RunningClock[]): Promise<readonly Waiting[]> {
  const awaiting = clocks.filter(({ isAwaiting, late }) => isAwaiting && late.answer !== 2);
  const unheard = clocks.filter(({ unheardIds, late }) => unheardIds.length > 0 && late.hearing !== 2);
  const since = await tx.unansweredSince(awaiting.map(({ conversationId }) => conversationId));
  const came = await tx.cameAt(unheard.flatMap(({ unheardIds }) => unheardIds));
  return [
    ...awaiting.flatMap(({ conversationId, groupId, late }): Waiting[] => {
      const at = since.get(conversationId);
      if (at === undefined) return [];
      return [{ conversationId, groupId, thing: 'answer', since: at, level: late.answer ?? 0 }];
    }),
    ...unheard.flatMap(({ conversationId, groupId, unheardIds, late }): Waiting[] => {
      const at = Math.min(...unheardIds.flatMap((id) => came.get(id) ?? []));
      if (!Number.isFinite(at)) return [];
      return [{ conversationId, groupId, thing: 'hearing', since: at, level: late.hearing ?? 0 }];
    }),
  ];
}

type Schedules = ReadonlyMap<string, Schedule>;

const schedulesByGroup = (schedules: readonly Schedule[]): Schedules =>
  new Map(schedules.map((schedule) => [schedule.groupId, schedule]));

function levelOf({ thing, groupId, since, level }: Waiting, schedules: Schedules, now: number): 0 | LateLevel {
  const [first, second] = limits[thing];
  // Less time has counted than has gone by: most need not be counted.
  if (now - since < (level === 0 ? first : second)) return level;
  const schedule = schedules.get(groupId) ?? null;
  const stretch = { from: since, to: now, enough: second };
  const ranMs = thing === 'answer' ? openDayMs(schedule, stretch) : serviceMs(schedule, stretch);
  if (ranMs >= second) return 2;
  return ranMs >= first ? 1 : 0;
}

interface Look extends ChaserDeps {
  readonly schedules: Schedules;
  readonly now: number;
}

/** Unless somebody answered or listened, or another hub was faster, since it was looked at. */
async function raise(tx: WriteTx, { conversationId, thing }: Waiting, { ids, schedules, now }: Look): Promise<void> {
  const before = await tx.conversation(conversationId);
  if (before === null) return;
  const { groupId, late = {}, unheardIds = [] } = before;
  const isAwaiting = before.awaitingAnswer && before.state !== 'resolved';
  const [still] = (await waitingIn(tx, [{ conversationId, groupId, isAwaiting, unheardIds, late }])).filter(
    (each) => each.thing === thing,
  );
  const level = still === undefined ? 0 : levelOf(still, schedules, now);
  if (level === 0 || still === undefined || level <= still.level) return;
  const event = { code: 'late', thing, level } as const;
  const visibility = before.state === 'waiting' ? ('open' as const) : ('private' as const);
  const line = { ...systemLine({ id: ids.next(), at: nextInstant(before, now), event }), visibility };
  await tx.saveConversation(withLine(before, { ...before, late: { ...late, [thing]: level } }, line));
  await tx.appendAudit([{ at: now, kind: 'late', actor: nobody, conversation: before, facts: { thing, level } }]);
}
