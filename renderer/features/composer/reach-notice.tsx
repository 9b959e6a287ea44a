import { MailX, PhoneOff, UserSearch } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { fillVariables } from '../../../shared/canned/variables.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDetailsOldSince } from '../../store/details-age.ts';
import { Button } from '../../ui/button.tsx';
import styles from './composer.module.css';
import { useVariables } from './use-variables.ts';

/** Shortcuts of the association's own question for details, by language; without one there are words of ours. */
const shortcuts: Readonly<Record<CannedReply['lang'], string>> = { it: 'recapiti', en: 'contact-details' };

interface ReachNoticeProps {
  readonly open: OpenConversation;
  /** Puts the question for other details into the field. */
  readonly onAsk: (text: string) => void;
}

/** What fails of the contact's details, or has not been confirmed for long, and a question for others that is ready to be sent (CD2, CD4). */
export function ReachNotice({ open, onAsk }: ReachNoticeProps): ReactNode {
  const { t, dates, locale } = useText();
  const replies = useLive({ name: 'canned-replies' }) ?? [];
  const variables = useVariables(open)(locale);
  const oldSince = useDetailsOldSince(open);
  const [askedIn, setAskedIn] = useState<string | null>(null);
  const { email, phone } = open.content?.reach ?? {};
  if (open.under === null || (email === undefined && phone === undefined && oldSince === null)) return null;
  const ask = (): void => {
    const ready = replies.find(({ lang, shortcut }) => lang === locale && shortcut === shortcuts[locale]);
    const name = variables['contact.firstName'] ?? t('offer.nobody');
    onAsk(ready === undefined ? t('reach.question', { name }) : fillVariables(ready.text, variables));
    setAskedIn(open.row.id);
  };
  const words = ({ why, at }: { why: string; at: number }) => ({ why: why.replaceAll('-', '_'), when: dates.full(at) });
  const [Sign, said] =
    email !== undefined
      ? ([MailX, t('composer.failing', words(email))] as const)
      : phone !== undefined
        ? ([PhoneOff, t('composer.failing-phone', words(phone))] as const)
        : ([UserSearch, t('composer.old', { when: dates.full(oldSince ?? 0) })] as const);
  return (
    <div
      className={styles['message']}
      data-tone={email === undefined ? undefined : 'guard'}
      data-many
      role="group"
      aria-label={t('reach.label')}
    >
      <Sign aria-hidden="true" />
      <span className={styles['grow']}>{said}</span>
      {askedIn !== open.row.id && open.content?.contact.email !== null && (
        <Button isSmall onPress={ask}>
          {t('reach.ask')}
        </Button>
      )}
    </div>
  );
}
