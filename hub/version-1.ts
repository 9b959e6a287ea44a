import { errorCodes, type Failure } from '../shared/errors.ts';
import { isOriginal, type Message, type SystemEvent } from '../shared/model/message.ts';
import type { Change, Down } from '../shared/protocol/down.ts';
import { ASSOCIATION_TIME_ZONE } from '../shared/time-zone.ts';
import type { FeedKind } from './storage/tables.ts';

/** What a device of version 1 is not sent (AP3), and therefore not counted for it (DI1). */
export const kindsUnknownToVersion1 = [
  'schedule',
  'appointment',
  'guard',
  'settings',
  'own-reply',
] as const satisfies readonly FeedKind[];

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
      return JSON.stringify({ ...frame, changes: frame.changes.flatMap(changeOf) } satisfies Down);
    case 'answer': {
      const { outcome } = frame;
      if (outcome.ok) return text;
      return JSON.stringify({ ...frame, outcome: { ok: false, failure: failureOf(outcome.failure) } } satisfies Down);
    }
    case 'error':
      return JSON.stringify({ ...frame, failure: failureOf(frame.failure) } satisfies Down);
    case 'presence':
    case 'share':
    case 'rotated':
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
  text.startsWith('{"type":"patch"') && !newWords.some((word) => text.includes(`"${word}"`));

const newEvents = [
  'lease-expired',
  'appointment',
  'certified',
  'visitor',
  'joined',
  'parted',
  'inspected',
  'redacted',
  'document',
  'heard',
  'mail-settled',
  'reminded',
  'late',
  'call',
  'contact-confirmed',
  'promised',
  'required',
  'passing',
  'merged',
  'unmerged',
] as const satisfies readonly SystemEvent['code'][];
const newWords: readonly string[] = [...newEvents, 'winmail', 'own-reply-gone', ...kindsUnknownToVersion1];

const isUnknownKind = (kind: Change['kind']): boolean =>
  kind === 'own-reply-gone' || kindsUnknownToVersion1.some((unknown) => unknown === kind);

function changeOf(change: Change): Change[] {
  if (isUnknownKind(change.kind)) return [];
  if (change.kind === 'stub') return [withoutNote(change)];
  if (change.kind !== 'put' && change.kind !== 'more') return [change];
  return [{ ...change, messages: change.messages.map(lineOf).map(withoutVault) }];
}

/** Its program has no way to accept: the passing ends by itself (TR9). */
const withoutNote = ({ kind, version, stub }: Extract<Change, { kind: 'stub' }>): Change => ({ kind, version, stub });

/** The end of a lease is, as far as it goes, a release; what it has no line for is said as a note. */
function lineOf(message: Message): Message {
  const { event } = message;
  if (event?.code === 'lease-expired') return { ...message, event: { code: 'released', userId: event.userId } };
  if (event?.code === 'attachment-refused' && event.reason === 'winmail')
    return { ...message, event: { code: 'attachment-refused', reason: 'type' } };
  if (event?.code === 'certified') return noteOf(message, null, event.isProved ? CERTIFIED : CERTIFIED_BY_ITS_WORD);
  if (event?.code === 'joined') return noteOf(message, event.userId, 'Ha aggiunto un operatore alla pratica.');
  if (event?.code === 'parted') return noteOf(message, event.userId, 'Un operatore non partecipa più alla pratica.');
  if (event?.code === 'inspected') return noteOf(message, event.userId, message.text || 'Lettura terminata.');
  if (event?.code === 'visitor') return noteOf(message, null, visitorSteps[event.step]);
  if (event?.code === 'document') return noteOf(message, event.userId, documentSteps[event.step]);
  if (event?.code === 'call') return noteOf(message, event.userId, `Telefonata: ${callOutcomes[event.outcome]}.`);
  if (event?.code === 'contact-confirmed') return noteOf(message, event.userId, 'Recapiti confermati.');
  if (event?.code === 'promised')
    return noteOf(message, event.userId, `Promessa di risposta: ${promiseSteps[event.step]}.`);
  if (event?.code === 'required')
    return noteOf(message, event.userId, `Documento richiesto: ${requiredSteps[event.step]}.`);
  if (event?.code === 'passing') return noteOf(message, event.userId, message.text || passingSteps[event.step]);
  if (event?.code === 'merged') return noteOf(message, event.userId, `Pratica unita alla ${event.number}.`);
  if (event?.code === 'unmerged') return noteOf(message, event.userId, `Pratica separata dalla ${event.number}.`);
  if (event?.code === 'redacted') {
    const what =
      event.attachmentId === undefined
        ? 'Una parte di un messaggio è stata oscurata.'
        : 'Un allegato è stato distrutto.';
    return noteOf(message, event.userId, what);
  }
  // Its text is what the contact was told.
  if (event?.code === 'reminded') return noteOf(message, null, message.text);
  if (event?.code === 'mail-settled') return noteOf(message, event.userId, settled[event.outcome]);
  if (event?.code === 'late') return noteOf(message, null, 'Chi ha scritto aspetta da troppo tempo.');
  if (event?.code === 'heard') return noteOf(message, event.userId, 'Messaggio vocale ascoltato.');
  return event?.code === 'appointment' ? noteOf(message, event.userId, sentenceOf(event)) : message;
}

/**
 * Its program would keep a copy of what is in the vault, and save it without a watermark (DV5); a mail's HTML it would save as a
 * file that a browser opens (OM5).
 */
const withoutVault = (message: Message): Message => ({
  ...message,
  attachments: message.attachments.filter(
    (attachment) => attachment.document === undefined && attachment.redacted === undefined && !isOriginal(attachment),
  ),
});

const documentSteps = {
  kept: 'Un documento d’identità è stato messo in cassaforte.',
  destroyed: 'Un documento d’identità è stato distrutto.',
  expired: 'Un documento d’identità è scaduto ed è stato distrutto.',
} as const;

const callOutcomes = {
  reached: 'ha risposto',
  'left-message': 'lasciato un messaggio',
  'no-answer': 'non ha risposto',
  busy: 'occupato',
  'wrong-number': 'numero sbagliato',
  'not-in-service': 'numero inesistente',
} as const;

const promiseSteps = { made: 'fatta', moved: 'spostata', kept: 'mantenuta', cancelled: 'annullata' } as const;

const requiredSteps = { asked: 'da portare', in: 'arrivato', dropped: 'non serve più' } as const;

const passingSteps = {
  asked: 'La pratica è stata passata: resta qui finché non viene accettata.',
  declined: 'Il passaggio non è stato accettato.',
  withdrawn: 'Il passaggio è stato ritirato.',
  expired: 'Il passaggio non ha avuto risposta.',
  unavailable: 'Il passaggio non può più essere accettato.',
} as const;

const settled = {
  again: 'Una e-mail dall’esito incerto è stata rispedita.',
  arrived: 'Una e-mail dall’esito incerto risulta arrivata.',
} as const;

const CERTIFIED = 'Arrivata per PEC: ha valore legale.';
const CERTIFIED_BY_ITS_WORD = 'Dice di essere arrivata per PEC, ma non è verificato.';

const noteOf = (message: Message, authorId: string | null, text: string): Message => ({
  ...message,
  kind: 'note',
  authorId,
  event: null,
  text,
});

function sentenceOf({ step, startAt }: Extract<SystemEvent, { code: 'appointment' }>): string {
  const when = startAt === null ? '' : ` (${whenOf(startAt)})`;
  return `Appuntamento ${steps[step]}${when}.`;
}

const visitorSteps = {
  left: 'La persona ha chiuso la chat.',
  ticket: 'La chat continua per e-mail.',
  transcript: 'La persona ha chiesto la copia della chat.',
} as const;

const steps = {
  offered: 'proposto',
  booked: 'fissato',
  moved: 'spostato',
  cancelled: 'annullato',
  kept: 'avvenuto',
  missed: 'mancato',
  'not-reminded': 'da ricordare a voce: il promemoria non è arrivato',
} as const;

const whenOf = (at: number): string =>
  new Intl.DateTimeFormat('it-IT', { dateStyle: 'short', timeStyle: 'short', timeZone: ASSOCIATION_TIME_ZONE }).format(
    at,
  );

const newCodes: ReadonlySet<string> = new Set([
  'other-user',
  'slot-taken',
  'no-such-slot',
  'unknown-appointment',
  'text-changed',
  'wrong-pin',
  'weak-pin',
  'hub-needed',
  'key-lost',
  'settings-changed',
  'last-group',
  'last-coordinator',
  'name-taken',
  'canned-changed',
  'shortcut-taken',
  'link-refused',
  'already-merged',
  'unseen',
  'file-missing',
  'file-type',
  'files-too-large',
  'too-many-files',
  'transfer-over',
  'not-next',
  'none-waiting',
  'reason-missing',
]);
const codes: ReadonlySet<string> = new Set(errorCodes.filter((code) => !newCodes.has(code)));

const failureOf = (failure: Failure): Failure => {
  // Its program can't say "all the same": in its words, the text is a draft and the program wants an update (GU6).
  if (failure.code === 'confidential') return { code: 'invalid-command' };
  return codes.has(failure.code) ? failure : { code: 'internal' };
};
