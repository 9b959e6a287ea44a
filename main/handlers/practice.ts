import type { BridgeHandlers } from '../bridge.ts';
import type { Desktop } from '../desktop-state.ts';

type Handled = 'begin-practice' | 'end-practice' | 'place';

/**
 * In and out, each time with a fresh window, so that nothing of the one side is left in a window of the other (PX1, PX5). The old
 * window stores what was typed in it before it goes, as at every succession.
 */
export function practiceHandlers(desktop: Pick<Desktop, 'practice' | 'windows'>): Pick<BridgeHandlers, Handled> {
  const { practice, windows } = desktop;
  return {
    'begin-practice': (_params, sender) => {
      if (practice.core !== null) return null;
      practice.begin();
      windows.discard(sender);
      return null;
    },
    'end-practice': (_params, sender) => {
      if (practice.core === null) return null;
      practice.end();
      windows.discard(sender);
      return null;
    },
    place: async (_params, sender) => practice.crossed(await windows.place(sender)),
  };
}

/** What is about real people and cases waits until the practice is over; nothing leads out of the PC (PX2). */
export function besidePractice(handlers: BridgeHandlers, { practice }: Pick<Desktop, 'practice'>): BridgeHandlers {
  const notNow = async (): Promise<null> => null;
  const only =
    <P extends readonly unknown[], V>(real: (...given: P) => V, practised: (...given: P) => V) =>
    (...given: P): V =>
      practice.core === null ? real(...given) : practised(...given);
  return {
    ...handlers,
    volunteers: only(handlers.volunteers, () => ({ current: 'practice', isNew: false, isShared: false, all: [] })),
    'sit-down': only(handlers['sit-down'], notNow),
    'stand-up': only(handlers['stand-up'], notNow),
    'begin-anew': only(handlers['begin-anew'], notNow),
    'open-link': only(handlers['open-link'], notNow),
  };
}
