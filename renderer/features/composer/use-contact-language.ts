import { useMemo } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { languageOf } from '../../../shared/canned/language.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { useLive } from '../../store/context.tsx';

/** The language that this case was answered in last, else the one that the contact writes in. */
export function useContactLanguage({ row, messages, content }: OpenConversation): CannedReply['lang'] {
  const choice = useLive({ name: 'canned-choice', conversationId: row.id });
  const last = messages.findLast(({ kind }) => kind === 'incoming')?.text ?? '';
  const subject = content?.subject ?? '';
  const written = useMemo(() => languageOf(`${subject} ${last.slice(0, MOST_READ)}`), [subject, last]);
  return choice?.lang ?? written;
}

/** Characters that tell a language. */
const MOST_READ = 2_000;
