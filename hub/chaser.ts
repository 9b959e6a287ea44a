import type { Clock, Ids, Timers } from '../shared/effects.ts';
import type { Late, LateLevel, LateThing } from '../shared/model/late.ts';
import type { Deadlines } from '../shared/schedule/deadlines.ts';
import type { Schedule } from '../shared/schedule/schedule.ts';
import { openDayMs, serviceMs } from '../shared/schedule/service-time.ts';
import { nobody } from './audit/entry.ts';
import { nextInstant, systemLine, withLine } from './commands/decision.ts';
import { endOverduePassings } from './end-passings.ts';
import type { Log } from './log.ts';
import { returnUnanswered } from './return-unanswered.ts';
import type { RunningClock } from './storage/clock-tx.ts';
import type { ConversationChange, ConversationRecord, ReadTx, Storage, WriteTx } from './storage/storage.ts';

export interface ChaserDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LOOK_EVERY_MS = MINUTE_MS;
/** Hours of service after which a promise that nobody has kept reaches the coordinators (PM3). */
const PROMISE_HOURS = 4;
/** Cases that are raised in one transaction. */
const AT_ONCE = 100;

/** When a clock has run far enough for level 1 and for level 2, ms (CK2, CK3, CK5, PM3). */
const limitsOf = ({
  answerHours,
  hearingMinutes,
}: Deadlines): Readonly<Record<LateThing, readonly [number, number]>> => ({
  answer: [answerHours.mark * HOUR_MS, answerHours.coordinators * HOUR_MS],
  hearing: [hearingMinutes.mark * MINUTE_MS, hearingMinutes.coordinators * MINUTE_MS],
  promise: [0, PROMISE_HOURS * HOUR_MS],
});

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
  let known: Promises | null = null;
  let cancel = (): void => undefined;
  const lookLater = (): void => {
    cancel = deps.timers.after(LOOK_EVERY_MS, () => {
      lookLater();
      if (isLooking) return;
      isLooking = true;
      chase(deps, known)
        .then((promises) => (known = promises))
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

async function chase(deps: ChaserDeps, known: Promises | null): Promise<Promises> {
  const { storage, clock } = deps;
  const now = clock.now();
  const { promises, areNew, waiting } = await storage.read(async (tx) => {
    const promises = await promisesOf(tx);
    const areNew = known !== null && known.revision !== promises.revision;
    // What has reached the last level is of no interest, unless something else was promised since the last look.
    const all = await waitingIn(tx, await tx.runningClocks(), areNew ? null : 2);
    return { promises, areNew, waiting: all.filter(({ since }) => since <= now) };
  });
  const due = waiting.filter((each) => {
    const level = levelOf(each, { promises, now, areNew });
    return areNew ? level !== each.level : level > each.level;
  });
  for (let from = 0; from < due.length; from += AT_ONCE) {
    await storage.write(async (tx) => {
      const look = { ...deps, promises: await promisesOf(tx), now, areNew };
      for (const each of due.slice(from, from + AT_ONCE)) await setLevel(tx, each, look);
    });
  }
  await returnUnanswered({ ...deps, ...promises, now });
  await endOverduePassings({ ...deps, now });
  return promises;
}

/** What contacts were promised, and when people are there to keep it. */
interface Promises {
  readonly deadlines: Deadlines;
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** Another one after each change of either. */
  readonly revision: string;
}

async function promisesOf(tx: ReadTx): Promise<Promises> {
  const { deadlines } = await tx.associationSettings();
  const schedules = await tx.schedules();
  const hours = schedules.map(({ groupId, weekly, exceptions }) => ({ groupId, weekly, exceptions }));
  return {
    deadlines,
    schedules: new Map(schedules.map((schedule) => [schedule.groupId, schedule])),
    revision: JSON.stringify([deadlines, hours]),
  };
}

/** What is waited for, and since when, but for what has reached `leftOut`. */
async function waitingIn(
  tx: ReadTx,
  clocks: readonly RunningClock[],
  leftOut: LateLevel | null,
): Promise<readonly Waiting[]> {
  const awaiting = clocks.filter(({ isAwaiting, late }) => isAwaiting && (late.answer ?? 0) !== leftOut);
  const unheard = clocks.filter(({ unheardIds, late }) => unheardIds.length > 0 && (late.hearing ?? 0) !== leftOut);
  const since = await unansweredSince(tx, awaiting);
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
    ...clocks.flatMap(({ conversationId, groupId, late, promisedFor }): Waiting[] => {
      if (promisedFor === null || (late.promise ?? 0) === leftOut) return [];
      return [{ conversationId, groupId, thing: 'promise', since: promisedFor, level: late.promise ?? 0 }];
    }),
  ];
}

/** Merged cases have one clock (MG4): that of the one that leads, where somebody waits in it, else of each in which somebody does. */
async function unansweredSince(tx: ReadTx, awaiting: readonly RunningClock[]): Promise<ReadonlyMap<string, number>> {
  const isMerged = ({ mergedInto, mergedIds }: RunningClock): boolean => mergedInto !== null || mergedIds.length > 0;
  const since = new Map(
    await tx.unansweredSince(awaiting.filter((each) => !isMerged(each)).map(({ conversationId }) => conversationId)),
  );
  for (const { conversationId, mergedInto, mergedIds } of awaiting.filter(isMerged)) {
    const lead = mergedInto === null ? null : await tx.conversation(mergedInto);
    if (lead?.awaitingAnswer === true) continue;
    const at = await tx.unansweredAmong([conversationId, ...mergedIds, ...(lead === null ? [] : [lead.id])]);
    if (at !== null) since.set(conversationId, at);
  }
  return since;
}

/** `areNew`: it may also have run less far than it was thought to have. */
function levelOf(
  { thing, groupId, since, level }: Waiting,
  { promises: { deadlines, schedules }, now, areNew }: Pick<Look, 'promises' | 'now' | 'areNew'>,
): 0 | LateLevel {
  const [first, second] = limitsOf(deadlines)[thing];
  // Less time has counted than has gone by: most need not be counted.
  if (!areNew && now - since < (level === 0 ? first : second)) return level;
  const schedule = schedules.get(groupId) ?? null;
  const stretch = { from: since, to: now, enough: second };
  const ranMs = thing === 'answer' ? openDayMs(schedule, stretch, deadlines) : serviceMs(schedule, stretch, deadlines);
  if (ranMs >= second) return 2;
  return ranMs >= first ? 1 : 0;
}

interface Look extends ChaserDeps {
  readonly promises: Promises;
  readonly now: number;
  /** What was promised has changed since the last look (CK5). */
  readonly areNew: boolean;
}

/** Unless somebody answered or listened, or another hub was faster, since it was looked at. */
async function setLevel(tx: WriteTx, { conversationId, thing }: Waiting, look: Look): Promise<void> {
  const before = await tx.conversation(conversationId);
  if (before === null) return;
  const { groupId, late = {}, unheardIds = [] } = before;
  const isAwaiting = before.awaitingAnswer && before.state !== 'resolved';
  const { mergedInto = null, mergedIds = [] } = before;
  const promisedFor = before.promised?.dueAt ?? null;
  const clocks = [{ conversationId, groupId, isAwaiting, unheardIds, late, promisedFor, mergedInto, mergedIds }];
  const still = (await waitingIn(tx, clocks, null)).find((each) => each.thing === thing);
  // It may have been moved meanwhile.
  if (still === undefined || still.since > look.now) return;
  const level = levelOf(still, look);
  if (level > still.level) await raise(tx, before, { ...look, thing, level });
  else if (level < still.level && look.areNew) await tx.saveConversation(lowered(before, thing, level));
}

interface Reached extends Look {
  readonly thing: LateThing;
  readonly level: 0 | LateLevel;
}

async function raise(tx: WriteTx, before: ConversationRecord, { ids, now, thing, level }: Reached): Promise<void> {
  if (level === 0) return;
  const event = { code: 'late', thing, level } as const;
  const visibility = before.state === 'waiting' ? ('open' as const) : ('private' as const);
  const line = { ...systemLine({ id: ids.next(), at: nextInstant(before, now), event }), visibility };
  await tx.saveConversation(withLine(before, { ...before, late: { ...before.late, [thing]: level } }, line));
  await tx.appendAudit([{ at: now, kind: 'late', actor: nobody, conversation: before, facts: { thing, level } }]);
}

/** Nobody has to be told that there is more time now. */
function lowered(before: ConversationRecord, thing: LateThing, level: 0 | LateLevel): ConversationChange {
  const { late = {}, ...rest } = before;
  const { [thing]: _was, ...others } = late;
  const left: Late = level === 0 ? others : { ...others, [thing]: level };
  const after = Object.keys(left).length === 0 ? rest : { ...rest, late: left };
  return { before, after, messages: [], mails: [] };
}
