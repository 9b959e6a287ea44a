import { Handshake } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { saysPromise } from '../../../shared/promise/words.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './composer.module.css';

/** A reply that says "we'll let you know": a date for it is offered, never asked for (PM4). */
export function PromiseOffer({ open, text }: { open: OpenConversation; text: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [isDeclined, setDeclined] = useState(false);
  const isWritable = open.row.state === 'claimed' && open.under !== null;
  if (isDeclined || !isWritable || open.content?.promised !== undefined || !saysPromise(text)) return null;
  return (
    <p className={styles['message']} role="status">
      <Handshake aria-hidden="true" />
      <span className={styles['grow']}>{t('promise.offer')}</span>
      <Button isSmall onPress={() => app.openDialog({ kind: 'promise', conversationId: open.row.id })}>
        {t('promise.offer-yes')}
      </Button>
      <Button isSmall look="plain" onPress={() => setDeclined(true)}>
        {t('promise.offer-no')}
      </Button>
    </p>
  );
}
