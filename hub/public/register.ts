import type { FastifyInstance } from 'fastify';
import type { Clock, Ids } from '../../shared/effects.ts';
import type { Appointments } from '../appointments/appointments.ts';
import type { Log } from '../log.ts';
import type { Intake } from '../ports.ts';
import type { Storage } from '../storage/storage.ts';
import { registerAppointmentPages } from './appointment-routes.ts';
import { registerCalendars } from './calendar-routes.ts';
import { followPathIn, registerFollowPages } from './follow-routes.ts';
import { categoriesIn } from './categories-in.ts';
import { registerPortal } from './portal.ts';
import { registerTicketApi } from './ticket-api.ts';

export interface PublicDeps {
  readonly storage: Storage;
  readonly intake: Intake;
  readonly appointments: Appointments;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly association: string;
  readonly mailDomain: string;
}

/** Everything that contacts and their programs find at the hub's address, besides the chat. */
export async function registerPublicPages(app: FastifyInstance, deps: PublicDeps): Promise<void> {
  const { storage } = deps;
  const guardSettings = () => storage.read((tx) => tx.guardSettings());
  const categories = categoriesIn(storage);
  await registerPortal(app, { ...deps, guardSettings, categories, followPath: followPathIn(storage) });
  await registerFollowPages(app, deps);
  await registerAppointmentPages(app, deps);
  await registerCalendars(app, deps);
  await registerTicketApi(app, deps);
}
