import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useWhyText } from '../../store/use-why-text.ts';
import styles from './details.module.css';

/** Why the case is in its group, in words; nothing where its content is not here ([RT3]). */
export function WhyHere({ open: { row, content, messages } }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  const { groupName } = useDirectory();
  const rules = useLive({ name: 'settings' })?.routing.rules ?? [];
  const whyText = useWhyText();
  const routed = content?.routed;
  if (content === null || routed === undefined) return null;
  const text = messages.find(({ kind }) => kind === 'incoming')?.text ?? '';
  const texts = { subject: content.subject, text };
  const moved = routed.groupId === row.groupId ? [] : [t('why.moved', { group: groupName(routed.groupId) })];
  const sentences = [...moved, ...whyText({ routed, rules, texts, isWaiting: row.state === 'waiting' })];
  return (
    <>
      <h3>{t('why.title')}</h3>
      <ul className={styles['why']}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
