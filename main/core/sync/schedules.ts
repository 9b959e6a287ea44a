import { ExpectedError, failureSchema } from '../../../shared/errors.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';
import type { AttachmentDeps } from './attachments.ts';
import { scheduleUrl } from './hub-address.ts';

/** Sets the hours of a group at the hub, which decides who may (AP11). Only while connected: what is edited must be what is. */
export async function setSchedule(
  { fetch, access }: Pick<AttachmentDeps, 'fetch' | 'access'>,
  schedule: Schedule,
): Promise<null> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify(schedule);
  const response = await fetch(scheduleUrl(hub.hubUrl, schedule.groupId), { method: 'PUT', headers, body }).catch(
    () => {
      throw new ExpectedError({ code: 'hub-unreachable' });
    },
  );
  if (response.ok) return null;
  const failure = failureSchema.safeParse(await response.json().catch(() => null));
  throw new ExpectedError(failure.success ? failure.data : { code: 'internal' });
}
