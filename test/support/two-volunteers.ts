import { afterEach, beforeEach } from 'vitest';
import { enrolDevice, type TestDevice } from './device.ts';
import { startTestHub, type TestHub } from './hub-fixture.ts';

interface Office {
  readonly hub: TestHub;
  readonly maria: TestDevice;
  readonly luca: TestDevice;
}

/** A hub of its own for each test of a file, with two volunteers at it. */
export function twoVolunteers(): Office {
  let now: Office | null = null;
  beforeEach(async () => {
    const hub = await startTestHub();
    const maria = await enrolDevice(hub, 'Maria Rossi');
    now = { hub, maria, luca: await enrolDevice(hub, 'Luca Bianchi') };
  });
  afterEach(async () => {
    await now?.hub.close();
  });
  const there = (): Office => {
    if (now === null) throw new Error('the hub starts with the test');
    return now;
  };
  return {
    get hub() {
      return there().hub;
    },
    get maria() {
      return there().maria;
    },
    get luca() {
      return there().luca;
    },
  };
}
