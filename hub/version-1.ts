import { errorCodes, type Failure } from '../shared/errors.ts';
import type { SystemEvent } from '../shared/model/message.ts';
import type { Change, Down } from '../shared/protocol/down.ts';

/**
 * What a device of protocol version 1 reads of a frame, or null when it would read nothing of it (VE2). It refuses frames,
 * lines and codes that it does not know, so these are left out or said in its own words; fields that it does not know it
 * leaves aside by itself. Goes when version 1 is not spoken any more.
 */
export function frameForVersion1(text: string): string | null {
  if (isPlainPage(text)) return text;
  const frame = JSON.parse(text) as Down;
  switch (frame.type) {
    case 'patch':
      return JSON.stringify({ ...frame, changes: frame.changes.map(changeOf) } satisfies Down);
    case 'answer': {
      const { outcome } = frame;
      if (outcome.ok) return text;
      return JSON.stringify({ ...frame, outcome: { ok: false, failure: failureOf(outcome.failure) } } satisfies Down);
    }
    case 'error':
      return JSON.stringify({ ...frame, failure: failureOf(frame.failure) } satisfies Down);
    case 'presence':
      return null;
    case 'challenge':
    case 'enrolled':
    case 'welcome':
    case 'digest':
    case 'numbers':
    case 'ping':
      return text;
  }
}

/** Most pages have nothing new in them; looking is much cheaper than reading and writing them. */
const isPlainPage = (text: string): boolean =>
  text.startsWith('{"type":"patch"') && !newEvents.some((code) => text.includes(`"${code}"`));

const newEvents = ['lease-expired'] as const satisfies readonly SystemEvent['code'][];

function changeOf(change: Change): Change {
  if (change.kind !== 'put' && change.kind !== 'more') return change;
  return { ...change, messages: change.messages.map((message) => ({ ...message, event: eventOf(message.event) })) };
}

/** The end of a lease is, as far as it goes, a release. */
const eventOf = (event: SystemEvent | null): SystemEvent | null =>
  event?.code === 'lease-expired' ? { code: 'released', userId: event.userId } : event;

const newCodes: ReadonlySet<string> = new Set(['other-user']);
const codes: ReadonlySet<string> = new Set(errorCodes.filter((code) => !newCodes.has(code)));

const failureOf = (failure: Failure): Failure => (codes.has(failure.code) ? failure : { code: 'internal' });
