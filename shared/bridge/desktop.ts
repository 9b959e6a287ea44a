import * as z from 'zod';
import { caseNumberSchema, idSchema } from '../model/conversation.ts';
import { coreFactsSchema, desktopFactsSchema } from '../diagnostics/facts.ts';
import { trayWishSchema } from './tray.ts';
import { updateRefusals } from '../update/refusals.ts';
import { viewSchema } from './core-queries.ts';

/** Seconds; 0: it leaves at once. */
export const undoSendChoices = [0, 5, 10, 20] as const;

/** Settings a person chooses on this PC; kept by electron-store, never content. */
export const settingsSchema = z.object({
  language: z.enum(['it', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  hubUrl: z.string().max(500).nullable(),
  /** 80 to 200 per cent. */
  textScale: z.number().int().min(80).max(200),
  /** For how long a reply by mail can be undone (CO10). */
  undoSendSeconds: z.literal(undoSendChoices),
  density: z.enum(['comfortable', 'compact']),
  /** Closing the window leaves the program in the notification area. */
  closeToTray: z.boolean(),
  /** Words that no dictionary knows are underlined while somebody writes. */
  spelling: z.boolean(),
  /** `more`: stronger lines and texts, whatever the system says. */
  contrast: z.enum(['system', 'more']),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  language: 'it',
  theme: 'system',
  hubUrl: null,
  textScale: 100,
  undoSendSeconds: 10,
  density: 'comfortable',
  contrast: 'system',
  spelling: true,
  closeToTray: false,
};

/** Languages in which people write to contacts. */
const writtenLanguageSchema = z.enum(['it', 'en']);
export type WrittenLanguage = z.infer<typeof writtenLanguageSchema>;

/** A dictionary in Hunspell's form, as its two files are: how they are written stands in the first. */
const dictionaryFilesSchema = z.object({
  affixes: z.instanceof(Uint8Array<ArrayBuffer>),
  words: z.instanceof(Uint8Array<ArrayBuffer>),
});
export type DictionaryFiles = z.infer<typeof dictionaryFilesSchema>;

/** Settings that an organisation can fix on its PCs (docs/policy.md). */
export const managedSettingSchema = z.enum(['hubUrl', 'language', 'closeToTray']);
export type ManagedSetting = z.infer<typeof managedSettingSchema>;

/** What fills the window beside the navigation. */
export const pages = [
  'inbox',
  'desk',
  'agenda',
  'canned-replies',
  'outbox',
  'coordination',
  'settings',
  'diagnostics',
  'board',
] as const;
export type Page = (typeof pages)[number];

/** The field in which somebody writes, and what is selected in it; never a word of it. */
export const writingSchema = z.object({
  /** Of merged cases the one to whose contact they write. */
  conversationId: idSchema,
  kind: z.enum(['reply', 'note']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Writing = z.infer<typeof writingSchema>;

/** Where a person was: handed to the fresh renderer after one was discarded. Ids and positions only. */
export const placeSchema = z.object({
  view: viewSchema,
  groupId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  scrollTop: z.number().nonnegative(),
  page: z.enum(pages).optional(),
  /** Absent: the focus was elsewhere. */
  writing: writingSchema.optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const desktopInfoSchema = z.object({
  appVersion: z.string(),
  electron: z.string(),
  /** True on the registry-shipped runtime: for development, never for what is shipped. */
  developmentRuntime: z.boolean(),
  platform: z.string(),
  /** Somebody vouches for this package with a signature. */
  isSigned: z.boolean(),
  /** Settings could not be read and the defaults are in use; the unreadable file was kept beside. */
  settingsProblem: z.boolean(),
  /** The database key of this PC can't be unwrapped (keyring locked or replaced): the core was not started. */
  keyProblem: z.boolean(),
  /** An icon could be put into the notification area. */
  hasTray: z.boolean(),
  /** The system shows notifications. */
  canNotify: z.boolean(),
  /** Fixed by the organisation: shown, marked, not to be changed here. */
  managed: z.array(managedSettingSchema),
  /** What is shown is an exercise: invented, and nowhere but here (section PX). */
  isPractice: z.boolean(),
  /** Part of the policy can't be obeyed; `--print-policy` says which. */
  policyProblem: z.boolean(),
  /** Languages for which there is a dictionary on this PC. */
  dictionaries: z.array(writtenLanguageSchema),
});
export type DesktopInfo = z.infer<typeof desktopInfoSchema>;

/** Who has data on this PC, and who sits there now. */
export const volunteersSchema = z.object({
  /** Whose core runs; null: nobody has said yet who they are. */
  current: z.string().nullable(),
  /** Somebody sits there who is not among them: their enrolment is not done. */
  isNew: z.boolean(),
  isShared: z.boolean(),
  all: z.array(z.object({ id: z.string(), name: z.string().nullable(), waiting: z.number().int() })),
});
export type Volunteers = z.infer<typeof volunteersSchema>;

/** Pages of the web only: no other program is started. Longer than browsers take is no address. */
export const linkSchema = z.url({ protocol: /^https?$/, hostname: /./ }).max(2_000);
/** How it stands with newer versions of the program (docs/updates.md). */
export const updateStateSchema = z.object({
  /** Why it does not look for any; null: it does. */
  off: z.enum(['development', 'machine', 'policy', 'not-configured', 'not-encrypted']).nullable(),
  /** A version that can be had. */
  offered: z.string().nullable(),
  refusal: z.enum(updateRefusals).nullable(),
  hasLooked: z.boolean(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

/** Renderer → main, request and answer. One map types both sides; arguments are parsed, the sender is checked. */
export const desktopCalls = {
  info: { params: z.null(), value: desktopInfoSchema },
  settings: { params: z.null(), value: settingsSchema },
  'change-settings': { params: settingsSchema.partial(), value: settingsSchema },
  place: { params: z.null(), value: placeSchema.nullable() },
  'keep-place': { params: placeSchema, value: z.null() },
  /** The answer to `leaving`: all that was typed is on its way to the core. */
  leave: { params: placeSchema, value: z.null() },
  volunteers: { params: z.null(), value: volunteersSchema },
  /** Starts the core of this volunteer, or of a new one; then a port to it can be asked for. */
  'sit-down': { params: z.object({ id: z.string().max(32).nullable() }), value: z.null() },
  /** Asks for the PIN again before anything is shown (ID5). */
  lock: { params: z.null(), value: z.null() },
  /** Back to the names: a fresh window, in which nobody has said who they are (ID6). */
  'stand-up': { params: z.null(), value: z.null() },
  /** Deletes what whoever sits there has on this PC: the PIN is forgotten, or the access was withdrawn (ID3, SH5). */
  'begin-anew': { params: z.null(), value: z.null() },
  /** A fresh window, in which everything is an exercise; the real cases wait as they are (PX1). */
  'begin-practice': { params: z.null(), value: z.null() },
  /** Back to the real ones, where the person was (PX5). */
  'end-practice': { params: z.null(), value: z.null() },
  diagnostics: { params: z.null(), value: desktopFactsSchema },
  /** The text that may be handed to whoever helps, to be looked at first (DG4). */
  'make-bundle': {
    params: z.strictObject({ core: coreFactsSchema.nullable(), withAddress: z.boolean() }),
    value: z.string(),
  },
  /** Saves the text that was made last where the person says. */
  'save-bundle': { params: z.null(), value: z.object({ ended: z.enum(['saved', 'cancelled', 'failed']) }) },
  /** Of a mail, after the person saw where it leads and wanted it: in the browser. */
  'open-link': { params: z.object({ address: linkSchema }), value: z.null() },
  'update-state': { params: z.null(), value: updateStateSchema },
  'look-for-update': { params: z.null(), value: updateStateSchema },
  /** `unsent`: drafts and commands of whoever sits there; with any, nothing is installed (UP3). */
  'install-update': { params: z.strictObject({ unsent: z.number().int().nonnegative() }), value: updateStateSchema },
  /** Third-party notices, as they came with the program; empty in a development tree. */
  notices: { params: z.null(), value: z.string() },
  /** What the window has to print, in a file that the person chooses; the case number is in its name. */
  'save-pdf': {
    params: z.object({ number: caseNumberSchema }),
    value: z.object({ ended: z.enum(['saved', 'cancelled', 'failed']) }),
  },
  /** Null: this PC has none that can be read. */
  dictionary: { params: z.strictObject({ language: writtenLanguageSchema }), value: dictionaryFilesSchema.nullable() },
  /** The first data is on screen. */
  painted: { params: z.null(), value: z.null() },
} as const;
export type DesktopCalls = typeof desktopCalls;
export type DesktopCallName = keyof DesktopCalls;

/** Main → renderer. */
export const desktopEvents = {
  /** The core has gone; the window says so until it is back. */
  'core-stopped': z.object({ restarting: z.boolean() }),
  /** Somebody pressed a notification that tells of this case. */
  'open-case': z.object({ conversationId: idSchema }),
  /** Somebody chose it at the tray. */
  wanted: z.object({ wish: trayWishSchema }),
  /** A fresh window is about to take the place of this one, which is asked where the person is. */
  leaving: z.null(),
} as const;
export type DesktopEventName = keyof typeof desktopEvents;

/** What the preload script puts on `window.sportello`. */
export interface DesktopBridge {
  call<N extends DesktopCallName>(
    name: N,
    params: z.input<DesktopCalls[N]['params']>,
  ): Promise<z.output<DesktopCalls[N]['value']>>;
  on<N extends DesktopEventName>(name: N, listener: (value: z.output<(typeof desktopEvents)[N]>) => void): () => void;
  /** Asks main for a port to the core; it arrives as a window message whose data is `CORE_PORT_MESSAGE`. */
  connectCore(): void;
}
export { CORE_PORT_MESSAGE } from './names.ts';
