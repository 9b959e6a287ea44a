import * as z from 'zod';
import { idSchema } from '../model/conversation.ts';
import { viewSchema } from './core-queries.ts';

/** Settings a person chooses on this PC; kept by electron-store, never content. */
export const settingsSchema = z.object({
  language: z.enum(['it', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  hubUrl: z.string().max(500).nullable(),
  /** 80 to 200 per cent. */
  textScale: z.number().int().min(80).max(200),
  singleKeys: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  language: 'it',
  theme: 'system',
  hubUrl: null,
  textScale: 100,
  singleKeys: true,
};

/** Settings that an organisation can fix on its PCs (docs/policy.md). */
export const managedSettingSchema = z.enum(['hubUrl', 'language']);
export type ManagedSetting = z.infer<typeof managedSettingSchema>;

/** Where a person was: handed to the fresh renderer after one was discarded. Ids only. */
export const placeSchema = z.object({
  view: viewSchema,
  groupId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  scrollTop: z.number().nonnegative(),
});
export type Place = z.infer<typeof placeSchema>;

export const desktopInfoSchema = z.object({
  appVersion: z.string(),
  electron: z.string(),
  /** True on the registry-shipped runtime: for development, never for what is shipped. */
  developmentRuntime: z.boolean(),
  platform: z.string(),
  /** Settings could not be read and the defaults are in use; the unreadable file was kept beside. */
  settingsProblem: z.boolean(),
  /** The database key of this PC can't be unwrapped (keyring locked or replaced): the core was not started. */
  keyProblem: z.boolean(),
  /** Fixed by the organisation: shown, marked, not to be changed here. */
  managed: z.array(managedSettingSchema),
  /** Part of the policy can't be obeyed; `--print-policy` says which. */
  policyProblem: z.boolean(),
});
export type DesktopInfo = z.infer<typeof desktopInfoSchema>;

/** Renderer → main, request and answer. One map types both sides; arguments are parsed, the sender is checked. */
export const desktopCalls = {
  info: { params: z.null(), value: desktopInfoSchema },
  settings: { params: z.null(), value: settingsSchema },
  'change-settings': { params: settingsSchema.partial(), value: settingsSchema },
  place: { params: z.null(), value: placeSchema.nullable() },
  'keep-place': { params: placeSchema, value: z.null() },
  /** The first data is on screen. */
  painted: { params: z.null(), value: z.null() },
} as const;
export type DesktopCalls = typeof desktopCalls;
export type DesktopCallName = keyof DesktopCalls;

/** Main → renderer: the core has gone; the window says so until it is back. */
export const desktopEvents = {
  'core-stopped': z.object({ restarting: z.boolean() }),
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
