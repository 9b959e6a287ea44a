import type { Settings } from '../../shared/bridge/desktop.ts';
import type { TrayWish } from '../../shared/bridge/tray.ts';

/** What the tray offers; the first four are carried out by the window, the others by main. */
export type TrayAction = TrayWish | 'open' | 'lock' | 'quit';

export interface TrayState {
  readonly language: Settings['language'];
  readonly isShared: boolean;
  /** Somebody sits here: what they can do is offered. */
  readonly isTaken: boolean;
  readonly waiting: number;
  readonly mine: number;
}

export type TrayLine = { readonly action: TrayAction; readonly label: string } | null;

const labels = {
  it: {
    open: 'Apri Sportello',
    next: 'Prendi la prossima',
    'quiet-hour': 'Non disturbare per un’ora',
    'quiet-tomorrow': 'Non disturbare fino a domani',
    resume: 'Avvisami di nuovo',
    lock: 'Blocca',
    quit: 'Esci da Sportello',
  },
  en: {
    open: 'Open Sportello',
    next: 'Take the next one',
    'quiet-hour': 'Do not disturb for an hour',
    'quiet-tomorrow': 'Do not disturb until tomorrow',
    resume: 'Notify me again',
    lock: 'Lock',
    quit: 'Quit Sportello',
  },
} as const satisfies Record<Settings['language'], Record<TrayAction, string>>;

const ofAPerson = ['next', null, 'quiet-hour', 'quiet-tomorrow', 'resume', null, 'lock'] as const;

/** Null is a line between two groups. */
export function trayMenu({ language, isTaken }: TrayState): readonly TrayLine[] {
  const actions = ['open', ...(isTaken ? ofAPerson : [null]), 'quit'] as const;
  return actions.map((action) => (action === null ? null : { action, label: labels[language][action] }));
}

const words = {
  it: {
    none: 'Sportello',
    shared: (count: number) => `Sportello: ${count} da guardare`,
    own: (waiting: number, mine: number) => `Sportello: ${waiting} da prendere, ${mine} in attesa di una tua risposta`,
  },
  en: {
    none: 'Sportello',
    shared: (count: number) => `Sportello: ${count} to look at`,
    own: (waiting: number, mine: number) => `Sportello: ${waiting} to take, ${mine} waiting for your answer`,
  },
} as const;

/** Counts and nothing else; on a PC that others use, too, not even whose (NT5). */
export function trayTip({ language, isShared, waiting, mine }: TrayState): string {
  const { none, shared, own } = words[language];
  if (waiting + mine === 0) return none;
  return isShared ? shared(waiting + mine) : own(waiting, mine);
}

/** Said once, when the window goes into the tray for the first time. */
export const stayedText = {
  it: 'Sportello resta aperto nell’area di notifica. Per chiuderlo usa il menu dell’icona.',
  en: 'Sportello stays open in the notification area. To quit it use the menu of its icon.',
} as const satisfies Record<Settings['language'], string>;
