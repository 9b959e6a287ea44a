import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { ContactField } from '../../../shared/model/need-to-know.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDetailsOldSince } from '../../store/details-age.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './details.module.css';

interface CaseContactProps {
  readonly open: OpenConversation;
  readonly conversation: Conversation;
}

/** Who wrote, how they can be reached, what of that fails, when it was confirmed, or that this is long ago ([CD2], [CD4]). */
export function CaseContact({ open, conversation }: CaseContactProps): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const oldSince = useDetailsOldSince(open);
  const { id: conversationId, contact, verified, reach = {}, channel } = conversation;
  const isWithheld = (field: ContactField): boolean => contact.withheld?.includes(field) === true;
  const codeOf = (why: string): string => why.replaceAll('-', '_');
  return (
    <>
      <h2>{contact.name || contact.email || t('row.anonymous')}</h2>
      <p className={styles['sub']}>
        {contact.email ?? t(isWithheld('email') ? 'details.email-withheld' : 'details.no-email')}
      </p>
      {reach.email && (
        <p className={styles['failing']}>
          {t('reach.email', { why: codeOf(reach.email.why), when: dates.full(reach.email.at) })}
        </p>
      )}
      {contact.phone !== null && <p className={styles['sub']}>{contact.phone}</p>}
      {isWithheld('phone') && <p className={styles['sub']}>{t('details.phone-withheld')}</p>}
      {reach.phone && (
        <p className={styles['failing']}>
          {t('reach.phone', { why: codeOf(reach.phone.why), when: dates.full(reach.phone.at) })}
        </p>
      )}
      {oldSince !== null && <p className={styles['failing']}>{t('reach.old', { when: dates.full(oldSince) })}</p>}
      {oldSince === null && reach.confirmedAt !== undefined && (
        <p className={styles['sub']}>{t('reach.confirmed', { when: dates.full(reach.confirmedAt) })}</p>
      )}
      {!verified && <Tag>{t('details.unverified')}</Tag>}
      {open.under !== null && channel !== 'chat' && (
        <p className={styles['ways']}>
          <Button isSmall onPress={() => app.openDialog({ kind: 'call', conversationId })}>
            {t('call.log')}
          </Button>
          <Button isSmall onPress={() => app.openDialog({ kind: 'contact', conversationId })}>
            {t('reach.update')}
          </Button>
        </p>
      )}
    </>
  );
}
