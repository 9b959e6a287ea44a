import type * as z from 'zod';
import { chatSiteSchema, type ChatOriginChange, type ChatSite } from '../../../shared/chat/site.ts';
import { ExpectedError, failureSchema } from '../../../shared/errors.ts';
import type { ChronologyExport } from '../../../shared/model/chronology-export.ts';
import type { SettingsPart } from '../../../shared/model/association-settings.ts';
import { inspectionSchema, type Inspection, type InspectionRequest } from '../../../shared/model/inspection.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';
import type { AttachmentDeps } from './attachments.ts';
import { chatSiteUrl, exportsUrl, inspectionUrl, scheduleUrl, settingsUrl } from './hub-address.ts';

/** Only while connected: what is edited must be what is. The hub decides who may. */
type Deps = Pick<AttachmentDeps, 'fetch' | 'access'>;

/** Sets the hours of a group at the hub (AP11). */
export const setSchedule = (deps: Deps, schedule: Schedule): Promise<null> =>
  put(deps, (hubUrl) => scheduleUrl(hubUrl, schedule.groupId), schedule);

/** Sets a part of what holds for the whole association (RT5). */
export const setSettings = (deps: Deps, settings: SettingsPart): Promise<null> => put(deps, settingsUrl, settings);

/** Sites with the bubble of the chat (CH19). */
export const setChatOrigin = (deps: Deps, change: ChatOriginChange): Promise<null> => put(deps, chatSiteUrl, change);

export const chatSite = (deps: Deps): Promise<ChatSite> => answerOf(ask(deps, chatSiteUrl), chatSiteSchema);

/** That a chronology leaves the program, before it does (CX2). */
export async function recordExport(deps: Deps, wanted: ChronologyExport): Promise<null> {
  await ask(deps, exportsUrl, { method: 'POST', value: wanted });
  return null;
}

/** A case in which this person takes no part, as it is at this moment (BG1). */
export const beginInspection = (deps: Deps, asked: InspectionRequest): Promise<Inspection> =>
  answerOf(
    ask(deps, (hubUrl) => inspectionUrl(hubUrl, null), { method: 'POST', value: asked }),
    inspectionSchema,
  );

/** Nothing of it is here any more (BG4). */
export async function endInspection(deps: Deps, id: string): Promise<void> {
  await ask(deps, (hubUrl) => inspectionUrl(hubUrl, id), { method: 'DELETE' });
}

async function put(deps: Deps, urlOf: (hubUrl: string) => string, value: object): Promise<null> {
  await ask(deps, urlOf, { method: 'PUT', value });
  return null;
}

interface Sent {
  readonly method?: 'PUT' | 'POST' | 'DELETE';
  readonly value?: object;
  /** The answer is wanted only where it is another one than that of this tag; else it is a 304. */
  readonly known?: string;
}

/** Fails with what the hub said, or because it can't be reached. */
export async function ask(
  { fetch, access }: Deps,
  urlOf: (hubUrl: string) => string,
  { method, value, known }: Sent = {},
): Promise<Response> {
  const hub = access();
  if (hub === null) throw new ExpectedError({ code: 'hub-unreachable' });
  const headers = {
    authorization: `Bearer ${hub.token}`,
    ...(value === undefined ? {} : { 'content-type': 'application/json' }),
    ...(known === undefined ? {} : { 'if-none-match': `"${known}"` }),
  };
  const body = value === undefined ? {} : { body: JSON.stringify(value) };
  const asked = { ...(method === undefined ? {} : { method }), headers, ...body };
  const response = await fetch(urlOf(hub.hubUrl), asked).catch(() => {
    throw new ExpectedError({ code: 'hub-unreachable' });
  });
  if (response.ok || (known !== undefined && response.status === 304)) return response;
  throw await refusalOf(response);
}

export async function answerOf<S extends z.ZodType>(asked: Promise<Response>, schema: S): Promise<z.output<S>> {
  const answer = schema.safeParse(await (await asked).json().catch(() => null));
  if (!answer.success) throw new ExpectedError({ code: 'internal' });
  return answer.data;
}

export async function refusalOf(response: Response): Promise<ExpectedError> {
  const failure = failureSchema.safeParse(await response.json().catch(() => null));
  return new ExpectedError(failure.success ? failure.data : { code: 'internal' });
}
