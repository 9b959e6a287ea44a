import { caseArguments, commandNames } from './fuzz-case-commands.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A frame, and with which of these codes the hub may refuse it; null among them: it may also take it. */
export interface FuzzFrame {
  readonly what: string;
  readonly text: string;
  readonly codes: readonly (ErrorCode | null)[];
}

const bad = (what: string, text: string): FuzzFrame => ({ what, text, codes: ['bad-frame'] });

const strange: readonly unknown[] = [
  ...[null, true, -1, 0, 0.5, 1e21, -1e308, 2 ** 53, '', ' ', '0', 'x'.repeat(300), '__proto__', 'constructor'],
  ...['\u0000', '\ud800', '\u202e', '../../etc', "'; drop table audit; --", [], [[]], {}, { length: 1e9 }],
];

/** No frame of ours at all. */
export function garbage(random: SeededRandom): FuzzFrame {
  const kinds: readonly (() => FuzzFrame)[] = [
    () => bad('bytes', random.bytes(random.below(200)).toString('latin1')),
    () => bad('text', random.bytes(random.below(200)).toString('utf8')),
    () => bad('nothing', random.pick(['', ' ', '\n', '\u0000'])),
    () => bad('a value', JSON.stringify(random.pick(strange))),
    () => bad('depth', '['.repeat(random.below(3_000))),
    () => bad('an unknown type', JSON.stringify({ type: random.pick(['shutdown', 'welcome', 'patch', 'Hello', '']) })),
    () => bad('a strange type', JSON.stringify({ type: random.pick(strange), protocol: 1 })),
    () => bad('a polluted object', '{"__proto__":{"type":"pong"},"constructor":{"prototype":{"x":1}}}'),
  ];
  return random.pick(kinds)();
}

export function tooLarge(random: SeededRandom): FuzzFrame {
  const filler = random.pick(['x', ' ', '"', '\u20ac']).repeat(MAX_FRAME_BYTES + 1);
  const text = random.pick([filler, `{"type":"pong","filler":"${filler}"}`]);
  return { what: 'too large', text, codes: ['frame-too-large'] };
}

export function foreignVersion(random: SeededRandom, valid: object): FuzzFrame {
  const protocol = random.pick([0, -1, 3, 99, 1.5e9]);
  return { what: 'foreign version', text: JSON.stringify({ ...valid, protocol }), codes: ['unsupported-version'] };
}

/** A right frame with one of its values replaced, somewhere. */
export function distorted(random: SeededRandom, frame: unknown): unknown {
  if (typeof frame !== 'object' || frame === null || random.next() < 0.15) return random.pick(strange);
  const keys = Object.keys(frame);
  const key = keys.length === 0 ? '0' : random.pick(keys);
  if (Array.isArray(frame)) {
    return frame.map((item: unknown, at) => (String(at) === key ? distorted(random, item) : item));
  }
  const { [key]: value, ...rest } = frame as Record<string, unknown>;
  return random.next() < 0.2 ? rest : { ...rest, [key]: distorted(random, value) };
}

/** A right frame with some of its characters changed, taken out, doubled, or cut off. */
export function damaged(random: SeededRandom, text: string): string {
  let result = text;
  for (let edits = 1 + random.below(3); edits > 0; edits -= 1) {
    const at = random.below(result.length + 1);
    const end = at + random.below(8);
    const edit = random.pick(['replace', 'remove', 'double', 'cut'] as const);
    if (edit === 'replace') result = result.slice(0, at) + random.bytes(1).toString('latin1') + result.slice(at + 1);
    else if (edit === 'remove') result = result.slice(0, at) + result.slice(end);
    else if (edit === 'double') result = result.slice(0, end) + result.slice(at);
    else result = result.slice(0, at);
  }
  return result;
}

const names = [
  'claim',
  'open',
  'release',
  'transfer',
  'resolve',
  'reopen',
  'reply',
  'note',
  'noop',
  'destroy',
  '__proto__',
];

const appointmentNames = ['offer-appointment', 'book-appointment', 'move-appointment', 'close-appointment'];

/** All others that the hub knows. */
const caseNames = commandNames.filter((name) => ![...names, ...appointmentNames].includes(name));

const privacyNames = ['redact', 'redact-attachment', 'keep-document', 'destroy-document', 'set-guard-word'];

/** A command that may be right, stale, for nothing, or none. */
export function randomCommand(random: SeededRandom, conversationIds: readonly string[], id: string): unknown {
  const command = {
    name: random.next() < 0.24 ? random.pick([...appointmentNames, ...caseNames]) : random.pick(names),
    conversationId: random.next() < 0.9 ? random.pick(conversationIds) : 'unknown',
    // What was claimed, released and claimed again has token 3.
    under: random.pick<unknown>([0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 4, 5, { claim: 1 }, { claim: 1e6 }]),
    messageId: id,
    text: random.pick(['testo', 'testo', 'testo', 'testo', '', ' ', 'x'.repeat(20_001), 'a\u0000b\ud800c\u202e']),
    handover: random.pick(['', 'nota', '\u0000']),
    to: random.pick<object>([
      { userId: 'offender-1' },
      { userId: 'nobody' },
      { groupId: 'cassa' },
      { groupId: '' },
      {},
    ]),
  };
  const whole = { ...command, ...argumentsOf(random, command, conversationIds) };
  return random.next() < 0.15 ? distorted(random, whole) : whole;
}

function argumentsOf(
  random: SeededRandom,
  { name, messageId }: { name: string; messageId: string },
  conversationIds: readonly string[],
): object {
  if (appointmentNames.includes(name)) return appointmentArguments(random);
  if (privacyNames.includes(name)) return privacyArguments(random, messageId);
  return caseNames.includes(name) ? caseArguments(random, conversationIds, messageId) : {};
}

/** Of messages and files that are there, were never there, or are another case's. */
function privacyArguments(random: SeededRandom, id: string): object {
  const start = random.pick([0, 0, 1, 3, -1, 0.5, 1e9]);
  return {
    ...(random.next() < 0.2 ? { conversationId: 'none' } : {}),
    messageId: random.pick([id, `m-${random.below(40)}`, 'nobody', '']),
    part: random.pick(['text', 'text', 'quoted', 'subject', 'name']),
    start,
    end: start + random.pick([5, 5, 1, 0, -1, 1e6]),
    redactions: random.pick([0, 0, 0, 1, 2, -1]),
    attachmentId: random.pick([id, `f-${random.below(12)}`, 'nobody', '']),
    purpose: random.pick(['age', 'refund', 'other', 'curiosity', '']),
    days: random.pick([1, 30, 180, 181, 0, 0.5]),
    phrase: random.pick(['orto', 'piazza Grande', '', 'x'.repeat(81), '\u0000', '%']),
    verdict: random.pick(['always', 'never', 'none', 'maybe']),
  };
}

/** Some slots are right, most are not; ids and tokens come twice now and then. */
function appointmentArguments(random: SeededRandom): object {
  const startAt = Date.UTC(2026, 2, 11, 8) + random.below(20) * 900_000;
  return {
    token: random.pick(['T'.repeat(43), 'U'.repeat(22), 'short', 'T'.repeat(42) + '=']),
    appointmentId: `a-${random.below(12)}`,
    groupId: random.pick(['segreteria', 'cassa', 'nobody', '']),
    place: random.pick(['office', 'phone', 'home', 'moon']),
    startAt,
    endAt: startAt + random.pick([1_800_000, 1_800_000, 0, -1]),
    outcome: random.pick(['cancelled', 'kept', 'missed', 'forgotten']),
  };
}
