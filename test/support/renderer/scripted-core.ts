/// <reference lib="dom" />
// Runs in the page before the interface: answers it as main and core would, with what the test sets.
import '../../../renderer/jitless.ts';
import type { Call, CallValues, Request } from '../../../shared/bridge/core.ts';
import type { OpenConversation, Query, Result } from '../../../shared/bridge/core-queries.ts';
import {
  defaultSettings,
  type DesktopInfo,
  type Place,
  type Settings,
  type UpdateState,
  type Volunteers,
} from '../../../shared/bridge/desktop.ts';
import { CORE_PORT_MESSAGE } from '../../../shared/bridge/names.ts';
import type { CoreFacts, DesktopFacts } from '../../../shared/diagnostics/facts.ts';
import type { Board, BoardCases } from '../../../shared/model/board.ts';
import type { ReassignPlan } from '../../../shared/model/reassignment.ts';
import type { Failure } from '../../../shared/errors.ts';
import { type GuardSettings, noGuardSettings } from '../../../shared/guard/settings.ts';
import { type AssociationSettings, defaultAssociationSettings } from '../../../shared/model/association-settings.ts';
import type { GroupUses, PersonChanged, Staff } from '../../../shared/model/staff.ts';
import type { Group, User } from '../../../shared/model/directory.ts';
import { broughtFile } from './canned-files.ts';
import { coreFacts, desktopFacts, desktopInfo } from './diagnostics.ts';
import { countsOf, type Listed, listOf } from './lists.ts';
import { fileOf } from './media.ts';
import { arrivedCases, numbersOf } from './numbers.ts';
import { changedPreferences, defaultPreferences, type Preferences } from '../../../shared/model/preferences.ts';
import { cannedReplies, freeSlots, groups, now, status, users, waiting } from './fixtures.ts';
import { withDeskDraft } from './desk-drafts.ts';
import { handedOver } from './handed-over.ts';
import { unanswered } from './unanswered.ts';

export interface Script extends Listed {
  /** Commands have left already: none can be cancelled. */
  readonly hasLeft?: boolean;
  status?: Partial<Result<'status'>>;
  settings?: Partial<Settings>;
  preferences?: Partial<Preferences>;
  info?: Partial<DesktopInfo>;
  place?: Place | null;
  open?: OpenConversation | null;
  outbox?: Result<'outbox'>;
  notices?: Result<'notices'>;
  presence?: Partial<Result<'presence'>>;
  /** The association's own words for the guard, and its identifiers. */
  guard?: GuardSettings;
  /** What coordinators have set for all. */
  association?: Partial<AssociationSettings>;
  loads?: Result<'loads'>;
  /** What was taken as the next in line. */
  heldId?: string;
  /** What coordinators look at, the cases behind a number of it, and what became of a reassignment. */
  board?: Board;
  boardCases?: BoardCases;
  plan?: ReassignPlan;
  /** What a coordinator reads without taking part in it. */
  inspection?: Result<'inspection'>;
  cannedReplies?: Result<'canned-replies'>;
  cannedDrafts?: Result<'canned-drafts'>;
  /** How often everybody together used them. */
  cannedUses?: CallValues['canned-uses'];
  /** What is in the agenda. */
  appointments?: Result<'agenda'>;
  schedules?: Result<'schedules'>;
  /** Answers of `search`, whatever is asked. */
  hits?: Result<'search'>['hits'];
  alike?: Result<'alike'>;
  merged?: Result<'merged'>;
  /** Cases beside the open one, by their ids. */
  others?: OpenConversation[];
  /** What the hub says of people, of what names a group, and of a change of a person. */
  groups?: Group[];
  people?: User[];
  staff?: Staff;
  groupUses?: Partial<GroupUses>;
  issued?: PersonChanged;
  fails?: Partial<Record<Call['name'], Failure>>;
  /** Live queries and calls that are never answered: what is shown while one waits. */
  silent?: readonly (Query['name'] | Call['name'])[];
  /** What shows only when it lasts shows at once. */
  hurried?: boolean;
  update?: Partial<UpdateState>;
  /** What the status page finds. */
  facts?: { core?: Partial<CoreFacts>; desktop?: Partial<DesktopFacts> };
  /** HTML of mails, by the ids of their attachments. */
  html?: Record<string, string>;
  /** Who sits at the PC. */
  volunteers?: Volunteers;
}

interface ScriptedWindow {
  /** Changes the script and sends every live query its new answer. */
  change(more: Script): void;
  /** Another script; the window does not know of it yet. Ends once there is a core to ask. */
  begin(next: Script): Promise<void>;
  /** As a window that is opened anew with this script, in a fraction of the time. */
  restart(next: Script): Promise<void>;
  /** What a person would set, at once. */
  changeSettings(change: Partial<Settings>): void;
  /** Texts of the catalogue as they are, or as nobody says them (./pseudo/words.ts). */
  speak(what: 'own' | 'pseudo'): void;
  /** Every text that came from beyond the window: people's, and names. */
  data(): string[];
  /** What main would tell the window by itself. */
  tell(name: string, params: unknown): void;
  calls: Call[];
  /** What the desktop was asked for, by name. */
  desktopCalls: string[];
  violations: string[];
}

declare global {
  interface Window {
    scripted: ScriptedWindow;
  }
}

let startedAt = performance.now();
Date.now = () => now + Math.round(performance.now() - startedAt);

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

let script = JSON.parse(window.name || '{}') as Script;
const usualTimeout = window.setTimeout;
window.setTimeout = ((run: () => void, delayMs = 0, ...given: unknown[]) =>
  usualTimeout(run, script.hurried === true ? delayMs / 50 : delayMs, ...given)) as typeof window.setTimeout;
let settings: Settings = { ...defaultSettings, ...script.settings };
let preferences: Preferences = { ...defaultPreferences, ...script.preferences };
let port: MessagePort | null = null;
/** The window was told that the core has gone: it has let go of its port. */
let hasStopped = false;
const queryById = new Map<number, Query>();
let deskDrafts: Result<'desk-drafts'> = [];
const calls: Call[] = [];
const desktopCalls: string[] = [];
const data: string[] = [];
const given = (value: unknown): unknown => {
  data.push(JSON.stringify(value ?? null));
  return value;
};
const listeners: { readonly name: string; readonly run: (params: unknown) => void }[] = [];

function answer(query: Query): unknown {
  switch (query.name) {
    case 'status':
      return { ...status, ...script.status };
    case 'directory':
      return { users: script.people ?? users, groups: script.groups ?? groups };
    case 'counts':
      return countsOf(script);
    case 'list':
      return listOf(script, query);
    case 'conversation':
      return (
        [...(script.merged ?? []), ...(script.others ?? [])].find(({ row }) => row.id === query.id) ??
        script.open ??
        null
      );
    case 'merged':
      return script.merged ?? [];
    case 'alike':
      return script.alike ?? [];
    case 'search':
      return { hits: script.hits ?? [], more: false, unindexed: 0 };
    case 'canned-replies':
      return script.cannedReplies ?? cannedReplies;
    case 'canned-choice':
      return null;
    case 'canned-drafts':
      return script.cannedDrafts ?? [];
    case 'outbox':
      return script.outbox ?? [];
    case 'notices':
      return script.notices ?? [];
    case 'agenda':
      return (script.appointments ?? []).filter(({ startAt }) => startAt >= query.from && startAt < query.to);
    case 'appointments':
      return (script.appointments ?? []).filter(({ conversationId }) => conversationId === query.conversationId);
    case 'desk-drafts':
      return deskDrafts;
    case 'schedules':
      return script.schedules ?? [];
    case 'guard':
      return script.guard ?? noGuardSettings;
    case 'settings':
      return { ...defaultAssociationSettings, ...script.association };
    case 'inspection':
      return script.inspection ?? null;
    case 'preferences':
      return preferences;
    case 'loads':
      return script.loads ?? {};
    case 'next':
      return { heldId: script.heldId ?? null, insteadOf: [], isThere: true, skipped: 0 };
    case 'free-slots':
      return query.groupId === 'cassa' ? { hasSchedule: false, offered: [], slots: [] } : freeSlots;
    case 'presence':
      return { own: 'available', people: [], looking: [], typing: [], ...script.presence };
  }
}

function tell(id: number, query: Query): void {
  if (!isSilent(query.name)) port?.postMessage({ type: 'update', id, value: given(answer(query)) });
}

const isSilent = (name: Query['name'] | Call['name']): boolean => script.silent?.includes(name) === true;

function tellAll(): void {
  for (const [id, query] of queryById) tell(id, query);
}

async function value(call: Call): Promise<unknown> {
  switch (call.name) {
    case 'move-all':
      return { stored: call.conversationIds.map((conversationId, seq) => ({ conversationId, seq: seq + 1 })), left: 0 };
    case 'next':
      return { conversationId: waiting[0]?.id ?? null };
    case 'command':
      return { seq: calls.length };
    case 'cancel':
      return { cancelled: script.hasLeft !== true };
    case 'save-draft':
      if (call.kind === 'desk') {
        deskDrafts = withDeskDraft(deskDrafts, call);
        tellAll();
      }
      return { localSavedAt: Date.now() };
    case 'add-file':
    case 'add-canned-file':
      return { id: `f-${calls.length}` };
    case 'bring-canned-file':
      return broughtFile(`f-${calls.length}`, call);
    case 'enrol':
      return { userId: 'u-maria' };
    case 'attachment':
      if (script.html?.[call.id] !== undefined)
        return { bytes: new TextEncoder().encode(script.html[call.id]), type: 'text/html', name: 'messaggio.html' };
      return fileOf(call.id);
    case 'diagnose':
      return { ...coreFacts, ...script.facts?.core };
    case 'chat-site':
      return {
        origins: ['https://www.dbo.example'],
        fixed: ['https://soci.dbo.example'],
        publicUrl: 'https://sportello.dbo.example',
      };
    case 'people':
      return script.staff ?? { people: [] };
    case 'group-uses':
      return { waiting: 0, claimed: 0, rules: [], keys: [], hasHours: false, cannedReplies: 0, ...script.groupUses };
    case 'change-people':
      return script.issued ?? { userId: 'u-new', code: null, expiresAt: null };
    case 'arrived':
      return arrivedCases;
    case 'fences':
      return call.conversationIds.map((conversationId) => ({ conversationId, fence: 1 }));
    case 'numbers':
      return numbersOf(call.monday);
    case 'take-number':
      return { number: '2026-500001' };
    case 'new-id':
      return `m-new-${calls.length}`;
    case 'new-token':
      return `token-${String(calls.length).padStart(20, '0')}`;
    case 'board':
      return call.known === script.board?.revision ? null : (script.board ?? null);
    case 'board-cases':
      return script.boardCases ?? { total: 0, cases: [] };
    case 'plan-reassignment':
    case 'reassign':
    case 'undo-reassignment':
      return script.plan ?? { from: [], moves: 0, leftOut: [], undoUntil: null };
    case 'canned-uses':
      return script.cannedUses ?? {};
    case 'unlock':
    case 'choose-pin':
    case 'set-chat-origin':
    case 'change-groups':
    case 'inspect':
    case 'end-inspection':
    case 'change-canned-replies':
    case 'change-own-replies':
    case 'canned-used':
    case 'set-schedule':
    case 'set-settings':
    case 'record-export':
    case 'set-availability':
    case 'remove-file':
    case 'retry-now':
    case 'dismiss-notice':
      return null;
    case 'change-preferences':
      preferences = changedPreferences(preferences, call.change);
      tellAll();
      return null;
  }
}

function receive(request: Request): void {
  if (request.type === 'unsubscribe') queryById.delete(request.id);
  if (request.type === 'subscribe') {
    queryById.set(request.id, request.query);
    tell(request.id, request.query);
  }
  if (request.type === 'call') {
    calls.push(request.call);
    void respond(request.id, request.call);
  }
}

async function respond(id: number, call: Call): Promise<void> {
  if (isSilent(call.name)) return;
  const failure = script.fails?.[call.name];
  if (failure === undefined) port?.postMessage({ type: 'value', id, value: given(await value(call)) });
  else port?.postMessage({ type: 'failure', id, failure });
}

function connectCore(): void {
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = (event) => receive(event.data as Request);
  window.postMessage(CORE_PORT_MESSAGE, window.location.origin, [channel.port2]);
}

const desktopValues: Record<string, (params: never) => unknown> = {
  ...unanswered,
  info: () => ({ ...desktopInfo, ...script.info }),
  settings: () => settings,
  'change-settings': (change: Partial<Settings>) => (settings = { ...settings, ...change }),
  place: () => script.place ?? null,
  volunteers: () => script.volunteers ?? { current: 'first', isNew: false, isShared: false, all: [] },
  diagnostics: () => ({ ...desktopFacts, ...script.facts?.desktop }),
  'make-bundle': (params: { withAddress: boolean }) =>
    JSON.stringify({ bundle: 'sportello-diagnostics', ...params }, null, 2),
  'save-bundle': () => ({ ended: 'saved' }),
  'update-state': () => ({ off: null, offered: null, refusal: null, hasLooked: false, ...script.update }),
  'look-for-update': () => ({ off: null, offered: '1.5.0', refusal: null, hasLooked: true, ...script.update }),
  'install-update': ({ unsent }: { unsent: number }) => ({
    off: null,
    offered: '1.5.0',
    refusal: unsent > 0 ? 'unsent' : null,
    hasLooked: true,
  }),
  notices: () => 'react 19.3.1 (MIT)\n\nPermission is hereby granted…',
  'save-pdf': () => ({ ended: 'saved' }),
};

Object.assign(window, {
  sportello: {
    call: (name: string, params: never) => {
      desktopCalls.push(name);
      return Promise.resolve(given(desktopValues[name]?.(params)));
    },
    on: (name: string, run: (params: unknown) => void) => {
      listeners.push({ name, run });
      return () => undefined;
    },
    connectCore,
  },
  scripted: {
    calls,
    desktopCalls,
    violations,
    data: () => data,
    change(more: Script) {
      script = { ...script, ...more };
      tellAll();
    },
    async begin(next: Script) {
      script = next;
      startedAt = performance.now();
      settings = { ...defaultSettings, ...script.settings };
      preferences = { ...defaultPreferences, ...script.preferences };
      deskDrafts = [];
      calls.length = 0;
      desktopCalls.length = 0;
      data.length = 0;
      if (!hasStopped) return;
      hasStopped = false;
      const isThere = handedOver();
      connectCore();
      await isThere;
    },
    tell(name: string, params: unknown) {
      if (name === 'core-stopped') hasStopped = true;
      listeners.filter((listener) => listener.name === name).forEach(({ run }) => run(params));
    },
  },
});
