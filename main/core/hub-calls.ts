import type { Call, CallName, CallValues } from '../../shared/bridge/core.ts';
import type { AttachmentDeps } from './sync/attachments.ts';
import { changeCannedReplies } from './sync/canned-at-hub.ts';
import { board, boardCases, planReassignment, reassign, undoReassignment } from './sync/board-at-hub.ts';
import { changeGroups, changePeople, groupUses, numbers, people } from './sync/staff-at-hub.ts';
import { chatSite, setChatOrigin, setSchedule, recordExport, setSettings } from './sync/set-at-hub.ts';

type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;
type AtHub<N extends CallName> = (call: Extract<Call, { name: N }>, deps: Deps) => Promise<CallValues[N]>;

/** What coordinators set or see: at the hub, and only while connected. */
const hubCalls = {
  'set-schedule': ({ schedule }, deps) => setSchedule(deps, schedule),
  'set-settings': ({ settings }, deps) => setSettings(deps, settings),
  'record-export': ({ wanted }, deps) => recordExport(deps, wanted),
  'chat-site': (_, deps) => chatSite(deps),
  'set-chat-origin': ({ change }, deps) => setChatOrigin(deps, change),
  'change-canned-replies': ({ changes }, deps) => changeCannedReplies(deps, changes),
  'change-groups': ({ change }, deps) => changeGroups(deps, change),
  'group-uses': ({ id }, deps) => groupUses(deps, id),
  people: (_, deps) => people(deps),
  board: ({ known }, deps) => board(deps, known),
  'board-cases': ({ selection }, deps) => boardCases(deps, selection),
  'plan-reassignment': ({ request }, deps) => planReassignment(deps, request),
  reassign: ({ request }, deps) => reassign(deps, request),
  'undo-reassignment': ({ id }, deps) => undoReassignment(deps, id),
  numbers: ({ monday }, deps) => numbers(deps, monday),
  'change-people': ({ change }, deps) => changePeople(deps, change),
} satisfies { readonly [N in CallName]?: AtHub<N> };

export type HubCall = Extract<Call, { name: keyof typeof hubCalls }>;

export const isHubCall = (call: Call): call is HubCall => Object.hasOwn(hubCalls, call.name);

export function askHub(call: HubCall, deps: Deps): Promise<CallValues[HubCall['name']]> {
  // The table pairs each name with what takes its call; a union of functions can't say so.
  const ask = hubCalls[call.name] as unknown as AtHub<HubCall['name']>;
  return ask(call, deps);
}
