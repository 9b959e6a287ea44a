import { Eye, MessageCircle, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation, Result } from '../../../shared/bridge/core-queries.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import styles from './conversation.module.css';

/** Beyond this many people, names are counted. */
const MAX_NAMES = 3;

/**
 * Who else looks at this case and who writes in it; of a chat, whether its visitor is there. Always there, so that nothing
 * moves when somebody comes.
 */
export function CompanyLine({ open }: { open: OpenConversation }): ReactNode {
  const text = useText();
  const { nameOf } = useDirectory();
  const company = useLive({ name: 'presence', conversationId: open.row.id });
  const visitor = visitorKey(open, company?.visitor);
  const writing = company?.typing ?? [];
  const shown = writing.length > 0 ? writing : (company?.looking ?? []);
  const kind = writing.length > 0 ? 'writing' : 'looking';
  const Icon = kind === 'writing' ? PencilLine : Eye;
  return (
    <p className={styles['company']} role="status" data-kind={visitor === 'company.visitor-types' ? 'writing' : kind}>
      {visitor !== null && (
        <>
          <MessageCircle aria-hidden="true" />
          <span>{text.t(visitor)}</span>
        </>
      )}
      {shown.length > 0 && (
        <>
          <Icon aria-hidden="true" />
          <span>{text.t(`company.${kind}`, { count: shown.length, names: listed(text, shown.map(nameOf)) })}</span>
        </>
      )}
    </p>
  );
}

/** What the visitor does (CH10); nothing where the case is no chat, or none any more. */
function visitorKey({ row, content, messages }: OpenConversation, visitor: Result<'presence'>['visitor']) {
  if (row.channel !== 'chat' || content?.origin !== 'chat' || row.state === 'resolved') return null;
  if (visitor === undefined) return 'company.visitor-away' as const;
  if (visitor.isTyping) return 'company.visitor-types' as const;
  const replied = messages.findLast(({ kind, pending }) => kind === 'reply' && pending === null);
  const hasRead = replied !== undefined && replied.at <= visitor.seenAt;
  return hasRead ? ('company.visitor-read' as const) : ('company.visitor-here' as const);
}

function listed({ t, list }: Text, names: readonly string[]): string {
  if (names.length <= MAX_NAMES) return list(names);
  return list([...names.slice(0, MAX_NAMES - 1), t('company.more', { count: names.length - MAX_NAMES + 1 })]);
}
