import { chatSiteSchema, type ChatOriginChange, type ChatSite } from '../../../shared/chat/site.ts';
import { ExpectedError, failureSchema } from '../../../shared/errors.ts';
import type { SettingsPart } from '../../../shared/model/association-settings.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';
import type { AttachmentDeps } from './attachments.ts';
import { chatSiteUrl, scheduleUrl, settingsUrl } from './hub-address.ts';

/** Only while connected: what is edited must be what is. The hub decides who may. */
type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;

/** Sets the hours of a group at the hub (AP11). */
export const setSchedule = (deps: Deps, schedule: Schedule): Promise<null> =>
  put(deps, (hubUrl) => scheduleUrl(hubUrl, schedule.groupId), schedule);

/** Sets a part of what holds for the whole association (RT5). */
export const setSettings = (deps: Deps, settings: SettingsPart): Promise<null> => put(deps, settingsUrl, settings);

/** Sites with the bubble of the chat (CH19). */
export const setChatOrigin = (deps: Deps, change: ChatOriginChange): Promise<null> => put(deps, chatSiteUrl, change);

export async function chatSite({ fetch, access }: Deps): Promise<ChatSite> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = { authorization: `Bearer ${hub.token}` };
  const response = await fetch(chatSiteUrl(hub.hubUrl), { headers }).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (!response.ok) throw await refusalOf(response);
  const site = chatSiteSchema.safeParse(await response.json().catch(() => null));
  if (!site.success) throw new ExpectedError({ code: 'internal' });
  return site.data;
}

async function put({ fetch, access }: Deps, urlOf: (hubUrl: string) => string, value: object): Promise<null> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify(value);
  const response = await fetch(urlOf(hub.hubUrl), { method: 'PUT', headers, body }).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (response.ok) return null;
  throw await refusalOf(response);
}

export async function refusalOf(response: Response): Promise<ExpectedError> {
  const failure = failureSchema.safeParse(await response.json().catch(() => null));
  return new ExpectedError(failure.success ? failure.data : { code: 'internal' });
}
