import { type ReactNode, useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { RedactedText } from '../../redaction/redacted-text.tsx';
import styles from './chronology.module.css';
import { ChronologyTable } from './chronology-table.tsx';
import type { ChronologyLine } from './lines.ts';

interface PrintSheetProps {
  readonly open: OpenConversation;
  readonly lines: readonly ChronologyLine[];
  readonly title: string;
  readonly withSubject: boolean;
}

/** What is on paper while the chronology is open: nothing else of the window is printed, and on the screen there is nothing of it. */
export function PrintSheet({ open, lines, title, withSubject }: PrintSheetProps): ReactNode {
  const { t, dates } = useText();
  const { me, groupName } = useDirectory();
  const now = useHubNow();
  const association = useLive({ name: 'status' })?.association?.name;
  useEffect(() => {
    // the name of the file and of the document
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  const { row, content } = open;
  return createPortal(
    // The dialog hides what lies outside it from assistive technology; a PDF's tags are made of what these see.
    <article className={styles['sheet']} data-print-sheet data-react-aria-top-layer="true">
      <p>{association}</p>
      <h1>{title}</h1>
      {withSubject && content !== null && content.subject !== '' && (
        <p>
          <RedactedText text={content.subject} />
        </p>
      )}
      <p>
        {[
          groupName(row.groupId),
          t(`channel.${row.channel}`),
          t('conversation.received', { moment: dates.full(row.arrivedAt) }),
        ].join(' · ')}
      </p>
      {content?.seesFrom !== undefined && <p>{t('chronology.part', { when: dates.full(content.seesFrom.at) })}</p>}
      <ChronologyTable lines={lines} openId={row.id} caption={title} />
      <p>{t('chronology.made', { name: me?.name ?? '', when: dates.full(now) })}</p>
    </article>,
    document.body,
  );
}
