import { ShieldAlert } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { DraftKind } from '../../shared/bridge/core-queries.ts';
import type { Span } from '../../shared/guard/finding.ts';
import { useText } from '../i18n/text.tsx';
import { useFindingsWhileTyping } from './use-findings.ts';
import { Button } from '../ui/button.tsx';
import styles from './guard-notes.module.css';
import { type Warning, warningsOf } from './warnings.ts';

interface GuardNotesProps {
  readonly text: string;
  readonly kind: DraftKind;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What should not be sent, under the text, while it is being written: why, what to do, and where it stands. */
export function GuardNotes({ text, kind, field }: GuardNotesProps): ReactNode {
  const { t } = useText();
  const read = useFindingsWhileTyping(text);
  const warnings = warningsOf(read.text, read.findings, kind);
  const count = warnings.reduce((sum, { passages }) => sum + passages.length, 0);
  const select = ({ start, end }: Span): void => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  return (
    <>
      <p className="only-read-aloud" role="status">
        {count > 0 && t('guard.notes-count', { count })}
      </p>
      {count > 0 && (
        <ul
          className={styles['notes']}
          aria-label={t('guard.notes-label')}
          // what scrolls has to be reached by the keyboard
          tabIndex={0}
        >
          {warnings.map((warning) => (
            <Note key={warning.reason} warning={warning} text={read.text} onSelect={select} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Passages shown of one reason; what more there is comes into sight when these are gone. */
const maxPassages = 6;

interface NoteProps {
  readonly warning: Warning;
  readonly text: string;
  readonly onSelect: (passage: Span) => void;
}

function Note({ warning, text, onSelect }: NoteProps): ReactNode {
  const { t } = useText();
  return (
    <li className={styles['note']} data-tone={warning.isConfidential ? 'guard' : undefined}>
      <ShieldAlert aria-hidden="true" />
      <div>
        <p>
          <strong>{t(warning.reason)}</strong> {t(warning.advice)}
        </p>
        {warning.passages.slice(0, maxPassages).map((passage) => (
          <Button
            key={passage.start}
            isSmall
            aria-label={t('guard.notes-select', { text: wordsOf(text, passage) })}
            onPress={() => onSelect(passage)}
          >
            <q>{wordsOf(text, passage)}</q>
          </Button>
        ))}
      </div>
    </li>
  );
}

const maxWords = 48;

function wordsOf(text: string, { start, end }: Span): string {
  const words = text.slice(start, end).replaceAll(/\s+/g, ' ');
  return words.length <= maxWords ? words : `${words.slice(0, maxWords)}…`;
}
