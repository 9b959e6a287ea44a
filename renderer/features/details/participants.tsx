import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import styles from './details.module.css';

/** Who takes part besides the assignee; the assignee takes them out again, and everybody can leave ([CL13]). */
export function Participants({ open: { row, content, under, messages } }: { open: OpenConversation }): ReactNode {
  const { t, dates } = useText();
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
  const extend = async (userId: string): Promise<void> => {
    if (under === null) return;
    const isStored = await app.send({ name: 'add-participant', conversationId: row.id, under, userId });
    if (isStored) app.announce(t('partial.extended', { name: nameOf(userId) }));
  };
  const seesAll = content?.seesFrom === undefined;
  return (
    <>
      <h3>{t('details.participants')}</h3>
      <ul className={styles['participants']}>
        {others.map((id) => (
          <li key={id}>
            {nameOf(id)}
            {seesPartSince(messages, id) !== null &&
              ` · ${t('partial.sees-part', { when: dates.full(seesPartSince(messages, id) ?? 0) })}`}
            {mayChange && seesAll && seesPartSince(messages, id) !== null && (
              <Button
                isSmall
                look="plain"
                aria-label={t('partial.extend-label', { name: nameOf(id) })}
                onPress={() => void extend(id)}
              >
                {t('partial.extend')}
              </Button>
            )}
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

/** Since when somebody who was added sees the case, by its lines; null: all of it (PV1). */
function seesPartSince(messages: OpenConversation['messages'], userId: string): number | null {
  const last = messages.findLast(({ event }) => event?.code === 'joined' && event.addedUserId === userId);
  return last?.event?.code === 'joined' && last.event.sees === 'now' ? last.at : null;
}
