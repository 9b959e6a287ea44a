import type { Contact } from '../../shared/model/conversation.ts';
import { cleanLine } from './clean-text.ts';
import { type GroupId, routeKey } from './routing.ts';

export interface Call {
  readonly contact: Contact;
  readonly subject: string;
  readonly groupId: GroupId;
}

const KEY = /\b(?:tasto|key|opzione|option|digit)\s*[:=]?\s*([0-9])\b/i;
/** Digits of a caller's number with the marks that people put between them. */
const NUMBER = /(?:\+|00)?\d(?:[\s./-]?\d){5,14}/;
const CALLER_NAME = /["“«]([^"”»]{1,80})["”»]/;

/** What the switchboard's subject line tells: `Messaggio vocale da "Anna Verdi" 333 0001122 (tasto 3)`. */
export function callFromSubject(subject: string): Call {
  const line = cleanLine(subject, 500);
  const key = KEY.exec(line)?.[1] ?? null;
  const phone = NUMBER.exec(line.replace(KEY, ''))?.[0].replace(/[^\d+]/g, '') ?? null;
  const name = CALLER_NAME.exec(line)?.[1] ?? phone ?? 'Numero nascosto';
  return {
    contact: { name: cleanLine(name, 200), email: null, phone },
    subject: phone === null ? 'Messaggio vocale' : `Messaggio vocale da ${phone}`,
    groupId: routeKey(key),
  };
}
