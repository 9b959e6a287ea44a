import type { CannedReply } from '../shared/model/directory.ts';
import { englishReplies } from './seed-canned-english.ts';
import { italianReplies } from './seed-canned-italian.ts';

/**
 * What the association begins with: the four cases that people write about most, urgent and not, and what every volunteer
 * has to say often; in Italian with Lei and tu, and in English. No telephone number and no address: these are the association's.
 */
export const cannedReplies: readonly CannedReply[] = [...italianReplies, ...englishReplies];
