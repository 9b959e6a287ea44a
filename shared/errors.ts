import * as z from 'zod';
import { flagSchema } from './model/flag.ts';

/**
 * Every expected failure in Sportello, as a closed set: the interface has a sentence for each code in both languages,
 * dashboards and tests depend on the names, and `retry` says whether trying again can help.
 *
 * - `never`: the same request fails again; a person has to change something.
 * - `later`: the same request may succeed after `retryAfterMs` (or the ordinary back-off).
 * - `after-sync`: the request was right when made; the state has moved on and must be looked at again.
 */
export const errorCatalogue = {
  // Commands refused by the hub; the text of a refused reply returns to its author as a draft.
  taken: 'after-sync',
  stale: 'after-sync',
  // What was claimed as the next in line is not, or nothing is (NX1).
  'not-next': 'after-sync',
  'none-waiting': 'after-sync',
  'wrong-state': 'after-sync',
  // The transfer that was accepted does not wait for it any more (TR4).
  'transfer-over': 'after-sync',
  'not-participant': 'never',
  'unknown-conversation': 'after-sync',
  'unknown-user': 'never',
  'unknown-group': 'never',
  'unknown-command': 'never',
  'invalid-command': 'never',
  'empty-text': 'never',
  'text-too-long': 'never',
  'no-address': 'never',
  confidential: 'never',
  'no-numbers': 'later',
  forbidden: 'never',
  // The words of a redaction are not there any more (RD3).
  'text-changed': 'after-sync',
  // Somebody else has changed the same settings meanwhile (RT5).
  'settings-changed': 'after-sync',
  // Groups and people (GR4, PE2, PE3).
  'last-group': 'never',
  'last-coordinator': 'never',
  'name-taken': 'never',
  // Somebody else has changed the same canned reply meanwhile (CR2).
  'canned-changed': 'after-sync',
  // Another one of the same language has the shortcut (CR3); a link leads to no approved site (CR5).
  'shortcut-taken': 'never',
  'link-refused': 'never',
  // One of the two is merged with another case (MG2).
  'already-merged': 'after-sync',
  // The contact has written meanwhile (CL15).
  unseen: 'after-sync',
  // Files of a reply (section AT).
  'file-missing': 'never',
  'file-type': 'never',
  'files-too-large': 'never',
  'too-many-files': 'never',
  // A coordinator who wants to read a case without taking part in it says why, in so many characters (BG1).
  'reason-missing': 'never',
  // Appointments (AP1, AP2, AP4).
  'slot-taken': 'after-sync',
  'no-such-slot': 'after-sync',
  'unknown-appointment': 'after-sync',
  // The connection is refused or closed by the hub.
  'bad-frame': 'later',
  'frame-too-large': 'later',
  'unsupported-version': 'never',
  'authentication-timeout': 'later',
  'bad-signature': 'never',
  'unknown-device': 'never',
  'revoked-device': 'never',
  'wrong-code': 'never',
  'expired-code': 'never',
  'used-code': 'never',
  'other-user': 'never',
  'rate-limited': 'later',
  'sequence-gap': 'later',
  replaced: 'later',
  silence: 'later',
  'hub-stopping': 'later',
  internal: 'later',
  // The office PC.
  'hub-unreachable': 'later',
  'hub-address': 'never',
  'not-enrolled': 'never',
  'invalid-request': 'never',
  'storage-failed': 'later',
  'disk-full': 'later',
  'database-newer': 'never',
  'database-unreadable': 'never',
  // What keeps a volunteer's data closed (ID1, ID3, ID4).
  'wrong-pin': 'later',
  'weak-pin': 'never',
  'hub-needed': 'later',
  'key-lost': 'never',
  'settings-unreadable': 'never',
  'attachment-missing': 'later',
  'attachment-too-large': 'never',
  'core-stopped': 'later',
} as const satisfies Record<string, 'never' | 'later' | 'after-sync'>;

export type ErrorCode = keyof typeof errorCatalogue;

export const errorCodes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** What travels: a code and facts that a sentence needs. Never message text, never a contact's data. */
export const failureSchema = z.object({
  code: z.enum(errorCodes),
  /** Who holds the conversation (`taken`, `stale`, `transfer-over`). */
  userId: z.string().max(64).optional(),
  /** Which one is next in line (`not-next`). */
  conversationId: z.string().max(64).optional(),
  /** What ended the right (`stale`): the lease of a chat, which its former assignee could not renew (LE6). */
  why: z.literal('lease-expired').optional(),
  /** When they took it, ms of hub time. */
  at: z.number().int().optional(),
  /** What the privacy guard found (`confidential`). */
  flags: z.array(flagSchema).optional(),
  /** The limit that was passed, in the unit of the code (characters, bytes). */
  limit: z.number().int().optional(),
  retryAfterMs: z.number().int().nonnegative().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** An expected failure on its way through code that can only throw; `failure` is what the person is told. */
export class ExpectedError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'ExpectedError';
    this.failure = failure;
  }
}
