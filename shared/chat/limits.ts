/** Limits of the visitor's protocol (docs/sync-spec.md, section CH). Times in ms, sizes in bytes, texts in UTF-16 units. */
export const CHAT_PROTOCOL_VERSION = 1;
export const CHAT_PATH = '/v1/chat';
export const CHAT_FILES_PATH = '/v1/chat/files';
/** A line of a chat; what is longer belongs in a ticket. */
export const MAX_LINE_TEXT = 4_000;
/** The longest frame that a visitor has to send: a line, in a script that needs six bytes a unit, and some. */
export const MAX_VISITOR_FRAME_BYTES = 32 * 1024;
/** A browser's page that says nothing for so long is told goodbye; its next line opens the connection again. */
export const CHAT_IDLE_MS = 30 * 60_000;
/** After this nobody can go on with a chat by its session secret. */
export const CHAT_SESSION_MS = 24 * 60 * 60_000;
/** Who has waited for so long is offered to leave a ticket. */
export const CHAT_PATIENCE_MS = 3 * 60_000;
/** Who has not said so again for this long has stopped typing. */
export const VISITOR_TYPING_ENDS_MS = 6_000;
/** Files that a visitor may send in one chat. */
export const MAX_CHAT_FILES = 10;
