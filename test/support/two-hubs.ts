import { createIntake } from '../../hub/intake-port.ts';
import { createSystemIds, systemClock } from '../../hub/cli/effects.ts';
import { issueCode } from '../../hub/identity.ts';
import type { Incoming } from '../../hub/ports.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Role } from '../../shared/model/directory.ts';
import { enrolDevice, type TestDevice } from './device.ts';
import { incomingMail } from './hub-fixture.ts';
import type { HubProcess } from './processes.ts';

/** The association behind one or several hub processes, from the side: codes and arrivals without a door. */
export interface Association {
  readonly storage: Storage;
  /** The device of a volunteer, at this hub. */
  device(at: Pick<HubProcess, 'httpPort'>, name: string, options?: { readonly evicts?: boolean }): Promise<TestDevice>;
  /** A contact's message; returns the conversation's id. */
  receive(over?: Partial<Incoming>): Promise<string>;
}

export const syncUrlOf = ({ httpPort }: Pick<HubProcess, 'httpPort'>): string => `ws://127.0.0.1:${httpPort}/v1/sync`;

export function associationOn(storage: Storage): Association {
  const ids = createSystemIds(systemClock);
  const intake = createIntake({ storage, clock: systemClock, ids, mailDomain: 'dbo.example' });
  const code = (name: string, role: Role = 'volunteer'): Promise<string> =>
    storage.write(async (tx) => {
      const [known] = await tx.usersByName(name);
      const user = known ?? { id: ids.next(), name, role, active: true };
      if (known === undefined) await tx.putUser(user);
      return issueCode(tx, user.id, { now: systemClock.now(), ids });
    });
  return {
    storage,
    device: (at, name, options) => enrolDevice({ syncUrl: syncUrlOf(at), code }, name, options),
    receive: async (over) => (await intake.receive(incomingMail({ automatic: true, ...over }))).conversationId,
  };
}

export interface Race {
  readonly winners: readonly TestDevice[];
  /** Ms from the first claim sent to the last. */
  readonly sentWithinMs: number;
  /** Ms until the last answer. */
  readonly answeredWithinMs: number;
}

/** All claim the same waiting conversation as fast as they can; everybody but the winner has to be told by whom and when. */
export async function raceFor(id: string, devices: readonly TestDevice[]): Promise<Race> {
  const startedAt = performance.now();
  const claims = devices.map((device) => device.run({ name: 'claim', conversationId: id }));
  const sentWithinMs = performance.now() - startedAt;
  const outcomes = await Promise.all(claims);
  const winners = devices.filter((_, index) => outcomes[index]?.ok === true);
  for (const outcome of outcomes) if (!outcome.ok) assertPolite(outcome.failure, winners[0]?.userId);
  return { winners, sentWithinMs, answeredWithinMs: performance.now() - startedAt };
}

function assertPolite(failure: { code: string; userId?: string | undefined; at?: number | undefined }, by?: string) {
  if (failure.code !== 'taken' || failure.userId !== by || failure.at === undefined) {
    throw new Error(`a claim was refused without saying by whom: ${JSON.stringify(failure)}`);
  }
}
