import { MessageSquareText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Field } from '../../ui/field.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/small.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './canned-replies.module.css';

/** All canned replies, to be read. */
export function CannedRepliesPage(): ReactNode {
  const { t } = useText();
  const all = useLive({ name: 'canned-replies' });
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = all?.filter(({ title, shortcut, text }) =>
    `${title} ${shortcut} ${text}`.toLowerCase().includes(wanted),
  );
  return (
    <Page title={t('nav.canned-replies')} lead={t('canned-page.lead')}>
      {all?.length === 0 && (
        <Empty icon={MessageSquareText} title={t('canned-page.empty')} why={t('canned-page.empty-why')} />
      )}
      {all !== undefined && all.length > 0 && (
        <>
          <Field label={t('canned-page.filter')} value={filter} onChange={setFilter} />
          {shown?.length === 0 && <p role="status">{t('canned.none', { text: filter })}</p>}
          {shown !== undefined && shown.length > 0 && (
            <Card>
              {shown.map((reply) => (
                <Reply key={reply.id} reply={reply} />
              ))}
            </Card>
          )}
        </>
      )}
    </Page>
  );
}

function Reply({ reply }: { reply: CannedReply }): ReactNode {
  const { t } = useText();
  const { groupName } = useDirectory();
  return (
    <article className={styles['reply']}>
      <header className={styles['head']}>
        <h3>{reply.title}</h3>
        <code>/{reply.shortcut}</code>
        <Tag>{reply.groupId === null ? t('canned-page.everyone') : groupName(reply.groupId)}</Tag>
        <Tag>{t('canned-page.language', { lang: reply.lang })}</Tag>
      </header>
      <p className={styles['text']}>
        {reply.text
          .split(/(\{\{[^{}]*\}\})/)
          .map((part, index) => (index % 2 === 1 ? <mark key={`${index}-${part}`}>{part}</mark> : part))}
      </p>
    </article>
  );
}
