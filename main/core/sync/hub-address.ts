/** Where the hub answers WebSockets; an address without a path gets it. */
const SYNC_PATH = '/v1/sync';

/**
 * The address of a hub as people write it (`centro.example.org`, `https://…`, `ws://127.0.0.1:8080`), made the one that
 * is connected to; null when it can't be one. Without encryption only on this same machine.
 */
export function normaliseHubUrl(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const url = parseUrl(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLoopbackText(text) ? 'ws' : 'wss'}://${text}`,
  );
  if (url === null || url.username !== '' || url.password !== '' || url.hostname === '') return null;
  const protocol = protocols[url.protocol];
  if (protocol === undefined || (protocol === 'ws:' && !isLoopback(url.hostname))) return null;
  const path = url.pathname === '/' || url.pathname === '' ? SYNC_PATH : url.pathname;
  return `${protocol}//${url.host}${path}`;
}

/** Where attachments are fetched: the same host, over HTTP. */
export const attachmentUrl = (hubUrl: string, id: string): string =>
  `${httpOf(hubUrl)}/v1/attachments/${encodeURIComponent(id)}`;

/** Where web sites are allowed to have the bubble. */
export const chatSiteUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/chat-site`;

/** Where a coordinator reads a case without taking part in it, and where one such reading ends. */
export const exportsUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/exports`;

export const inspectionUrl = (hubUrl: string, id: string | null): string =>
  `${httpOf(hubUrl)}/v1/inspections${id === null ? '' : `/${encodeURIComponent(id)}`}`;

/** How the work stands, or the cases behind one of its numbers. */
export const boardUrl = (hubUrl: string, selection: Readonly<Record<string, string>> | null): string =>
  `${httpOf(hubUrl)}/v1/board${selection === null ? '' : `/cases?${new URLSearchParams(selection).toString()}`}`;

/** Where coordinators pass cases on, ask what would happen (`plan`), and take one such step back. */
export const reassignmentsUrl = (hubUrl: string, id: string | null): string =>
  `${httpOf(hubUrl)}/v1/reassignments${id === null ? '' : `/${encodeURIComponent(id)}`}`;

/** Where the files of a reply are brought. */
export const uploadUrl = (hubUrl: string, id: string): string =>
  `${httpOf(hubUrl)}/v1/uploads/${encodeURIComponent(id)}`;

/** Where the hours of a group are set. */
export const scheduleUrl = (hubUrl: string, groupId: string): string =>
  `${httpOf(hubUrl)}/v1/schedules/${encodeURIComponent(groupId)}`;

/** Where shared canned replies are written, and their uses counted. */
export const cannedRepliesUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/canned-replies`;
export const cannedFileUrl = (hubUrl: string, id: string): string =>
  `${httpOf(hubUrl)}/v1/canned-files/${encodeURIComponent(id)}`;
export const ownRepliesUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/own-replies`;
export const cannedUsesUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/canned-uses`;

/** Where what holds for the whole association is set. */
export const settingsUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/settings`;

/** Where groups are changed; with an id, what names one. */
export const groupsUrl = (hubUrl: string, id?: string): string =>
  `${httpOf(hubUrl)}/v1/groups${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

/** Where people are seen and changed. */
export const peopleUrl = (hubUrl: string): string => `${httpOf(hubUrl)}/v1/people`;

/** Where the numbers of a week are counted. */
export const numbersUrl = (hubUrl: string, monday: string): string =>
  `${httpOf(hubUrl)}/v1/numbers/${encodeURIComponent(monday)}`;

function httpOf(hubUrl: string): string {
  const { protocol, host } = new URL(hubUrl);
  return `${protocol === 'wss:' ? 'https:' : 'http:'}//${host}`;
}

const protocols: Readonly<Record<string, 'ws:' | 'wss:'>> = {
  'ws:': 'ws:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'https:': 'wss:',
};

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const isLoopbackText = (text: string): boolean => isLoopback(parseUrl(`ws://${text}`)?.hostname ?? '');
