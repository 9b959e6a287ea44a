/** Limits at the door (docs/sync-spec.md, section LIM). Sizes in bytes, times in ms. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** A page of changes is closed when it has grown past this; one conversation part always fits a frame. */
export const PATCH_TARGET_BYTES = 128 * 1024;
/** Pages that the hub sends ahead of the device's acknowledgements. */
export const PATCH_WINDOW = 8;
export const AUTHENTICATION_TIMEOUT_MS = 5_000;
export const PING_INTERVAL_MS = 10_000;
export const SILENCE_TIMEOUT_MS = 25_000;
export const BACKOFF_MIN_MS = 300;
/** Where nobody answers; a hub that comes back gets 200 devices spread over it. */
export const BACKOFF_UNREACHED_MAX_MS = 4_000;
/** After a refusal: the hub is there and asked for time. */
export const BACKOFF_MAX_MS = 20_000;
/** Text of waiting conversations on a device that has no contact with the hub is removed after this time (EX1). */
export const TEXT_EXPIRES_AFTER_MS = 48 * 60 * 60_000;
/** A chat whose assignee is out of reach for longer waits again (LE3). */
export const CHAT_LEASE_MS = 90_000;
/** A connected device that has sent nothing for longer than this, a ping and some, is not in contact (LE2). */
export const CONTACT_MS = 15_000;
/** Conversations that one device says that it shows (PR3). */
export const MAX_LOOKED_AT = 8;
/** Who has not said so again for this long has stopped typing; said again while it goes on at the second pace (PR3). */
export const TYPING_ENDS_AFTER_MS = 6_000;
export const TYPING_SAID_EVERY_MS = 3_000;
/** Changes of presence go out together: what happened within this time (PR4). */
export const PRESENCE_GATHERED_MS = 300;
/** Case numbers that a device may have unused; it asks for more when half of them are left (NB1). */
export const LEASED_NUMBERS = 100;
/** Conversations asked for in one `fetch`. */
export const MAX_FETCHED = 200;
export const ENROLMENT_LIFETIME_MS = 15 * 60_000;
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;
export const MAX_ATTACHMENTS = 20;
/** Files that go with one reply, and what they weigh together: written into a mail they stay below the 25 MB of common servers. */
export const MAX_REPLY_FILES = 10;
export const MAX_REPLY_FILES_BYTES = 18 * 1024 * 1024;
