import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import styles from './details.module.css';

/** Who takes part besides the assignee; the assignee takes them out again, and everybody can leave ([CL13]). */
export function Participants({ open: { row, content, under } }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { nameOf, me } = useDirectory();
  const others = content?.participantIds.filter((id) => id !== row.assigneeId) ?? [];
  if (others.length === 0) return null;
  const mayChange = row.state === 'claimed' && under !== null && row.claim !== 'requested';
  const remove = async (userId: string): Promise<void> => {
    if (under === null) return;
    const isStored = await app.send({ name: 'remove-participant', conversationId: row.id, under, userId });
    if (isStored) app.announce(t('details.removed', { name: nameOf(userId) }));
  };
  return (
    <>
      <h3>{t('details.participants')}</h3>
      <ul className={styles['participants']}>
        {others.map((id) => (
          <li key={id}>
            {nameOf(id)}
            {mayChange && id === me?.id && (
              <Button isSmall look="plain" onPress={() => void remove(id)}>
                {t('details.leave')}
              </Button>
            )}
            {mayChange && id !== me?.id && row.claim === 'mine' && (
              <Button
                isSmall
                look="plain"
                aria-label={t('details.remove-label', { name: nameOf(id) })}
                onPress={() => void remove(id)}
              >
                {t('details.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
