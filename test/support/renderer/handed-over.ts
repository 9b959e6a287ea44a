/// <reference lib="dom" />
import { CORE_PORT_MESSAGE } from '../../../shared/bridge/names.ts';

/** A port to the core has reached the page. */
export const handedOver = (): Promise<void> =>
  new Promise((done) =>
    window.addEventListener('message', ({ data: said }) => {
      if (said === CORE_PORT_MESSAGE) done();
    }),
  );
