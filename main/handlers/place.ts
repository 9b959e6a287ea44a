import type { BridgeHandlers } from '../bridge.ts';
import type { Desktop } from '../desktop-state.ts';

/** Where the person is: kept while they go about, and handed to the window that takes over. */
export function placeHandlers({ windows }: Pick<Desktop, 'windows'>): Pick<BridgeHandlers, 'keep-place' | 'leave'> {
  return {
    leave: (place, sender) => {
      windows.leave(sender, place);
      return null;
    },
    'keep-place': (place, sender) => {
      windows.keep(sender, place);
      return null;
    },
  };
}
