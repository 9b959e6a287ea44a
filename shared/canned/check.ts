import { cannedReplySchema, type CannedReply } from '../model/directory.ts';
import { MAX_REPLY_FILES_BYTES } from '../protocol/limits.ts';
import { MAX_CANNED_FILES, weightOf } from './files.ts';
import { refusedLinks } from './links.ts';
import { unknownVariables } from './variables.ts';

/** What keeps a reply from being stored, at the hub as in the editor (CR3–CR6). */
export const cannedProblems = [
  'no-title',
  'no-text',
  'too-long',
  'shortcut-form',
  'shortcut-taken',
  'unknown-variable',
  'link-refused',
  'days-order',
  'unknown-group',
  'address-language',
  'too-many-files',
  'files-too-large',
] as const;
export type CannedProblem = (typeof cannedProblems)[number];

/** Beside whom it would stand. */
export interface Surroundings {
  /** Of the same owner, with or without itself. */
  readonly others: readonly Pick<CannedReply, 'id' | 'lang' | 'shortcut'>[];
  readonly sites: readonly string[];
  readonly groupIds: readonly string[];
}

/** All of them, in the order of the form. */
export function problemsOf(reply: CannedReply, around: Surroundings): readonly CannedProblem[] {
  const { shape } = cannedReplySchema;
  const { id, title, text, shortcut, lang, groupId, address, validFrom, validUntil, files = [] } = reply;
  const isTaken = around.others.some((other) => other.id !== id && other.lang === lang && other.shortcut === shortcut);
  const found: Readonly<Record<CannedProblem, boolean>> = {
    'no-title': title.trim() === '',
    'no-text': text.trim() === '',
    'too-long': title.length > 120 || text.length > 8_000,
    'shortcut-form': !shape.shortcut.safeParse(shortcut).success,
    'shortcut-taken': isTaken,
    'unknown-variable': unknownVariables(text).length > 0,
    'link-refused': refusedLinks(text, around.sites).length > 0,
    'days-order': validFrom !== undefined && validUntil !== undefined && validUntil < validFrom,
    'unknown-group': groupId !== null && !around.groupIds.includes(groupId),
    'address-language': address !== undefined && lang !== 'it',
    'too-many-files': files.length > MAX_CANNED_FILES,
    'files-too-large': weightOf(files) > MAX_REPLY_FILES_BYTES,
  };
  return cannedProblems.filter((problem) => found[problem]);
}
