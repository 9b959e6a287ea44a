import type { WantedSlot } from '../../shared/bridge/core-queries.ts';
import type { DesktopInfo, Page, Place, Settings, Volunteers, WrittenLanguage } from '../../shared/bridge/desktop.ts';
import type { ReassignRequest } from '../../shared/model/reassignment.ts';
import type { Failure } from '../../shared/errors.ts';

/** Subjects of the page for coordinators, in their order. */
export const coordinationTabs = ['groups', 'people', 'numbers', 'hours', 'routing'] as const;
export type CoordinationTab = (typeof coordinationTabs)[number];

export type Dialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'activate-again' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'past-toasts' }
  | { readonly kind: 'hand-over'; readonly mode: 'release' | 'transfer'; readonly conversationId: string }
  | { readonly kind: 'unseen'; readonly conversationId: string; readonly unseen: number }
  | { readonly kind: 'decline-transfer'; readonly conversationId: string }
  | { readonly kind: 'hand-over-all'; readonly conversationIds: readonly string[] }
  | { readonly kind: 'skip'; readonly conversationId: string }
  | { readonly kind: 'inspect'; readonly conversationId: string }
  | { readonly kind: 'reassign'; readonly cases: ReassignRequest['cases'] }
  | { readonly kind: 'add-participant'; readonly conversationId: string }
  | { readonly kind: 'merge'; readonly conversationId: string; readonly otherId: string | null }
  | { readonly kind: 'unmerge'; readonly conversationId: string }
  | { readonly kind: 'call'; readonly conversationId: string }
  | { readonly kind: 'promise'; readonly conversationId: string }
  | { readonly kind: 'chronology'; readonly conversationId: string }
  | { readonly kind: 'contact'; readonly conversationId: string }
  | BookDialogState
  | { readonly kind: 'appointment'; readonly conversationId: string; readonly appointmentId: string };

/** `movesId`: an appointment that is to get another time; `wanted`: what was asked for before, and refused. */
interface BookDialogState {
  readonly kind: 'book';
  readonly conversationId: string;
  readonly movesId: string | null;
  readonly wanted?: Pick<WantedSlot, 'groupId' | 'place'>;
}

/** Languages whose dictionary is read, and those whose dictionary can't be used. */
export interface Spelled {
  readonly ready: readonly WrittenLanguage[];
  readonly refused: readonly WrittenLanguage[];
  /** Where the wrong words of a text stand; another one as soon as it would answer otherwise. Null: nobody looks. */
  readonly wrongIn: WrongIn | null;
}

export type WrongIn = (written: {
  readonly language: WrittenLanguage;
  readonly text: string;
}) => readonly { readonly start: number; readonly end: number }[];

/** What the agenda shows. */
export interface AgendaView {
  readonly span: 'day' | 'week';
  /** Null is today. */
  readonly date: string | null;
  readonly groupId: string | null;
}

/** A link that was just offered to a contact, on its way into the reply. */
export type Offered =
  | { readonly conversationId: string; readonly lang: 'it' | 'en'; readonly link: string }
  /** Words that are ready. */
  | { readonly conversationId: string; readonly text: string };

/** What a coordinator has just passed on, while it can be taken back. */
export interface Reassigned {
  readonly id: string;
  readonly moves: number;
  /** A person's or a group's name. */
  readonly to: string;
  /** Ms of hub time. */
  readonly undoUntil: number;
}

/** `undo` is offered for as long as the word is on screen. */
export type ToastContent =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'done'; readonly text: string; readonly undo: (() => void) | null };

/** A short word on something that a person just did; goes by itself. */
export interface Toast {
  readonly id: number;
  readonly localAt: number;
  readonly content: ToastContent;
}

export interface AppState {
  readonly core: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly info: DesktopInfo | null;
  /** Who has data on this PC; null: not known yet. */
  readonly volunteers: Volunteers | null;
  readonly settings: Settings;
  readonly spelled: Spelled;
  readonly place: Place;
  /** They have been somewhere in this window, or come back to where they were: nothing leads them elsewhere by itself. */
  readonly isPlaced: boolean;
  /** How often they were led back: the list is then drawn anew, where it was left. */
  readonly comings: number;
  readonly page: Page;
  /** Where the page that is shown was opened from: the focus goes back there. */
  readonly pageBefore: Page | null;
  readonly dialog: Dialog | null;
  readonly agenda: AgendaView;
  readonly coordinationTab: CoordinationTab;
  readonly offered: Offered | null;
  /** The case whose reply was just undone, until its text is being written again. */
  readonly undone: string | null;
  readonly reassigned: Reassigned | null;
  readonly searchText: string;
  readonly isDetailsOpen: boolean;
  readonly toasts: readonly Toast[];
  /** The last ones, also those that have gone. */
  readonly pastToasts: readonly Toast[];
  /** Local time since when the hub is out of reach, over all attempts to reach it; null while connected. */
  readonly localOfflineSinceAt: number | null;
  /** How many things that the person asked for have been on their way for more than a second. */
  readonly working: number;
  /** What the live regions say. */
  readonly polite: string;
  readonly assertive: string;
  /** Last answers of the live queries that are on screen, by query as text. */
  readonly results: Readonly<Record<string, unknown>>;
}

export const defaultPlace: Place = { view: 'to-take', groupId: null, conversationId: null, scrollTop: 0 };

export const initialState = (settings: Settings): AppState => ({
  core: 'starting',
  info: null,
  volunteers: null,
  settings,
  spelled: { ready: [], refused: [], wrongIn: null },
  place: defaultPlace,
  isPlaced: false,
  comings: 0,
  page: 'inbox',
  pageBefore: null,
  dialog: null,
  agenda: { span: 'week', date: null, groupId: null },
  coordinationTab: coordinationTabs[0],
  offered: null,
  undone: null,
  reassigned: null,
  searchText: '',
  isDetailsOpen: false,
  toasts: [],
  pastToasts: [],
  localOfflineSinceAt: null,
  working: 0,
  polite: '',
  assertive: '',
  results: {},
});
