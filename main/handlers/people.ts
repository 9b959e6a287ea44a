import type { BridgeHandlers } from '../bridge.ts';
import type { Desktop } from '../desktop-state.ts';
import { forgetPerson } from '../forget-person.ts';
import { volunteersIn } from '../volunteers.ts';

type Handled = 'volunteers' | 'sit-down' | 'lock' | 'stand-up' | 'begin-anew';

/** Who sits at this PC. */
export function peopleHandlers(desktop: Desktop): Pick<BridgeHandlers, Handled> {
  return {
    volunteers: () => ({
      current: desktop.seat.current?.id ?? null,
      isNew: desktop.seat.current !== null && desktop.seat.current.name === null,
      isShared: desktop.policy.values.SharedPc === 'yes',
      all: volunteersIn(desktop.userData).map(({ id, name, waiting }) => ({ id, name, waiting })),
    }),
    'sit-down': async ({ id }) => {
      desktop.alerts.closeAll();
      await desktop.seat.sitDown(id);
      desktop.tray.renew();
      return null;
    },
    lock: () => {
      desktop.seat.core.send({ type: 'lock' });
      return null;
    },
    'stand-up': () => {
      desktop.seat.standUp();
      forgetPerson(desktop);
      return null;
    },
    'begin-anew': async () => {
      await desktop.seat.beginAnew();
      forgetPerson(desktop);
      return null;
    },
  };
}
