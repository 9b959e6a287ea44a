import { Copy, Paperclip, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CannedEntry } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './canned-replies.module.css';
import type { Standing } from './use-library.ts';

interface ItemProps {
  readonly reply: CannedEntry;
  readonly standing: Standing;
  /** Undefined: not known. */
  readonly uses: number | undefined;
  /** Somebody wrote at it here and has not stored it. */
  readonly hasDraft: boolean;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

export function CannedItem(props: ItemProps): ReactNode {
  const { reply, mayEdit, hasDraft, onEdit, onCopy, onRemove } = props;
  const { t, list } = useText();
  const { title } = reply;
  return (
    <article className={styles['reply']} data-reply={reply.id}>
      <header className={styles['head']}>
        <h3>{title}</h3>
        <code>/{reply.shortcut}</code>
        {mayEdit && (
          <Button
            isSmall
            aria-label={t(hasDraft ? 'canned-page.go-on-label' : 'canned-page.edit-label', { title })}
            onPress={onEdit}
          >
            <Pencil aria-hidden="true" />
            {t(hasDraft ? 'canned-page.go-on' : 'canned-page.edit')}
          </Button>
        )}
        {!reply.isOwn && (
          <Button isSmall look="plain" aria-label={t('canned-page.copy-label', { title })} onPress={onCopy}>
            <Copy aria-hidden="true" />
            {t('canned-page.copy')}
          </Button>
        )}
        {mayEdit && (
          <Button isSmall isIcon look="plain" aria-label={t('canned-page.remove-label', { title })} onPress={onRemove}>
            <Trash2 aria-hidden="true" />
          </Button>
        )}
      </header>
      <Facts {...props} />
      <MarkedText text={reply.text} />
      {reply.files !== undefined && (
        <p className={styles['carried']}>
          <Paperclip aria-hidden="true" />
          {t('canned-files.carries', { names: list(reply.files.map(({ name }) => name)) })}
        </p>
      )}
    </article>
  );
}

function Facts({ reply, standing, uses, hasDraft }: ItemProps): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const { groupName } = useDirectory();
  // Noon in the association's time zone is on the same day.
  const dayOf = (date: string | undefined): string => dates.day(Date.parse(`${date ?? ''}T11:00:00Z`), now);
  const { validity, links } = standing;
  return (
    <p className={styles['facts']}>
      {reply.isOwn && <Tag tone="accent">{t('canned.own')}</Tag>}
      <Tag>{reply.groupId === null ? t('canned-page.everyone') : groupName(reply.groupId)}</Tag>
      <Tag>{t('canned-page.language', { lang: reply.lang })}</Tag>
      {reply.address !== undefined && <Tag>{t('canned.form', { form: reply.address })}</Tag>}
      {validity === 'over' && <Tag tone="guard">{t('canned-page.over', { day: dayOf(reply.validUntil) })}</Tag>}
      {validity === 'later' && <Tag tone="waiting">{t('canned-page.later', { day: dayOf(reply.validFrom) })}</Tag>}
      {links.length > 0 && <Tag tone="guard">{t('canned-page.refused-link', { link: links[0] ?? '' })}</Tag>}
      {hasDraft && <Tag tone="waiting">{t('canned-page.unsaved')}</Tag>}
      {uses !== undefined && <span className={styles['uses']}>{t('canned-page.uses', { count: uses })}</span>}
    </p>
  );
}

/** Variables stand out from the words. */
const MarkedText = ({ text }: { text: string }): ReactNode => (
  <p className={styles['text']}>
    {text
      .split(/(\{\{[^{}]*\}\})/)
      .map((part, index) => (index % 2 === 1 ? <mark key={`${index}-${part}`}>{part}</mark> : part))}
  </p>
);
