import { type ReactNode, useState } from 'react';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { mayChangeWhole } from '../../store/may-change-whole.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import styles from './thread.module.css';

interface SettleMailProps {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
}

/** Nobody knows whether it arrived: a person decides, and sends it again only in a second step ([OU5]). */
export function SettleMail({ message, conversation }: SettleMailProps): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const app = useApp();
  const [isSure, setSure] = useState(false);
  const mayChange = mayChangeWhole(conversation, me?.id);
  const settle = async (outcome: 'again' | 'arrived'): Promise<void> => {
    const { id: conversationId, fence: under } = conversation;
    setSure(false);
    const isSent = await app.send({ name: 'settle-mail', conversationId, under, messageId: message.id, outcome });
    if (isSent) app.announce(t(`settle.announce-${outcome}`));
  };
  return (
    <div className={styles['settle']} role="group" aria-label={t('settle.title')}>
      <p className={styles['why']}>
        <strong>{t('settle.title')}.</strong> {t(isSure ? 'settle.sure' : 'delivery.uncertain-why')}
      </p>
      {mayChange && !isSure && (
        <>
          <Button isSmall onPress={() => void settle('arrived')}>
            {t('settle.arrived')}
          </Button>
          <Button isSmall onPress={() => setSure(true)}>
            {t('settle.again')}
          </Button>
        </>
      )}
      {mayChange && isSure && (
        <>
          <Button isSmall autoFocus onPress={() => setSure(false)}>
            {t('settle.back')}
          </Button>
          <Button isSmall look="primary" onPress={() => void settle('again')}>
            {t('settle.yes')}
          </Button>
        </>
      )}
    </div>
  );
}
