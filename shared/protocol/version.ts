/**
 * Wire protocol versions, newest last. A change of any schema in `up.ts` or `down.ts` needs a new line here: a test pins
 * the hash of the schemas to the version.
 *
 * - 1: first version.
 * - 2: leases of chats, presence, appointments, visitors of the chat.
 */
export const PROTOCOL_VERSION = 2;
/** The oldest version that this program still speaks: always the one before (VE1). */
export const OLDEST_PROTOCOL_VERSION = 1;
