import { createContext, type ReactNode, use, useMemo } from 'react';
import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import type { Finding } from '../../shared/guard/finding.ts';
import { useText } from '../i18n/text.tsx';
import { RedactedText } from '../redaction/redacted-text.tsx';
import type { FindingsByText } from './reader.ts';
import { markedParts } from './marked-parts.ts';
import styles from './marked.module.css';
import { useFindingsOf } from './use-findings.ts';

const Findings = createContext<FindingsByText>(new Map());

/** Reads what the contact wrote in a flagged case; below it, `Marked` and `useContactFindings` know what was found. */
export function GuardProvider({ open, children }: { open: OpenConversation; children: ReactNode }): ReactNode {
  const texts = useMemo(() => textsOfContact(open), [open]);
  return <Findings value={useFindingsOf(texts, 'in')}>{children}</Findings>;
}

/** Everything that was found, text by text. */
export const useContactFindings = (): readonly Finding[] => [...use(Findings).values()].flat();

/** Words of the contact with what should not have been written marked: by a line, and in words for whoever doesn't see it. */
export function Marked({ text }: { text: string }): ReactNode {
  const { t, list } = useText();
  const findings = use(Findings).get(text);
  if (findings === undefined || findings.length === 0) return <RedactedText text={text} />;
  return markedParts(text, findings).map((part) =>
    part.flags.length === 0 ? (
      <RedactedText key={part.start} text={part.text} />
    ) : (
      <mark key={part.start} className={styles['mark']}>
        <span className={`only-read-aloud ${styles['why']}`}>
          {t('guard.marked', { what: list(part.flags.map((flag) => t(`flag.${flag}`))) })}{' '}
        </span>
        <RedactedText text={part.text} />
      </mark>
    ),
  );
}

function textsOfContact({ row, content, messages }: OpenConversation): readonly string[] {
  if (content === null || row.flags.length === 0) return [];
  const written = messages.filter(({ kind }) => kind === 'incoming');
  const texts = [content.subject, ...written.flatMap(({ text, quoted }) => [text, quoted ?? ''])];
  return [...new Set(texts.filter((text) => text !== ''))];
}
