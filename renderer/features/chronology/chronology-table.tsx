import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { RedactedText } from '../../redaction/redacted-text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useEntryText } from '../../store/use-entry-text.ts';
import styles from './chronology.module.css';
import type { ChronologyLine } from './lines.ts';

interface ChronologyTableProps {
  readonly lines: readonly ChronologyLine[];
  /** The open case: what lies in another one of the merged says so. */
  readonly openId: string;
  readonly caption: string;
}

const columns = ['when', 'who', 'way', 'what', 'how'] as const;

/** The same on the screen and on paper. */
export function ChronologyTable({ lines, openId, caption }: ChronologyTableProps): ReactNode {
  const { t } = useText();
  return (
    <table className={styles['table']}>
      <caption className="only-read-aloud">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`chronology.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.entry.message.id} line={line} isElsewhere={line.entry.conversation.id !== openId} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, isElsewhere }: { line: ChronologyLine; isElsewhere: boolean }): ReactNode {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  const { entry, userId, who, way, isAutomatic, text } = line;
  const { message, conversation } = entry;
  const entryText = useEntryText(conversation);
  return (
    <tr>
      <td className={styles['when']}>{dates.stamp(message.at)}</td>
      <td>{userId === null ? t(`chronology.who-${who}`) : nameOf(userId)}</td>
      <td>{t(`chronology.way-${way}`)}</td>
      <td>
        {isElsewhere && `${conversation.number} · `}
        {entryText(message)}
        {text !== '' && (
          <div className={styles['text']}>
            <RedactedText text={text} />
          </div>
        )}
      </td>
      <td>{t(isAutomatic ? 'chronology.automatic' : 'chronology.human')}</td>
    </tr>
  );
}
