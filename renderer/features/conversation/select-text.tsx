import { type ReactNode, useEffect, useId, useRef } from 'react';
import { categoryOf, type Finding, isContactKind } from '../../../shared/guard/finding.ts';
import { useFindingsOf } from '../../guard/use-findings.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './redact.module.css';

export interface Range {
  readonly start: number;
  readonly end: number;
}

interface SelectTextProps {
  readonly text: string;
  readonly range: Range;
  readonly onSelect: (range: Range) => void;
}

/** A text in which words are selected, with mouse or keyboard, and cannot be changed; what the guard found is offered. */
export function SelectText({ text, range, onSelect }: SelectTextProps): ReactNode {
  const { t } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const select = ({ start, end }: Range): void => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
    onSelect({ start, end });
  };
  useEffect(() => {
    const element = field.current;
    if (element === null) return undefined;
    element.focus();
    element.setSelectionRange(range.start, range.end);
    // A field that is read-only has no caret: this one has, and refuses every change.
    const refuse = (event: Event): void => event.preventDefault();
    element.addEventListener('beforeinput', refuse);
    return () => element.removeEventListener('beforeinput', refuse);
    // only when it appears: later on the field itself says what is selected
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <label className={styles['label']} htmlFor={id}>
        {t('redact.text')}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles['text']}
        rows={8}
        value={text}
        aria-readonly
        onChange={() => undefined}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          onSelect({ start: selectionStart, end: selectionEnd })
        }
      />
      <Found text={text} onChoose={select} />
    </>
  );
}

function Found({ text, onChoose }: { text: string; onChoose: (range: Range) => void }): ReactNode {
  const { t } = useText();
  const findings = useFindingsOf([text], 'in').get(text) ?? [];
  if (findings.length === 0) return null;
  return (
    <div className={styles['found']} role="group" aria-label={t('redact.found')}>
      <span aria-hidden="true">{t('redact.found')}</span>
      {findings.map((finding) => (
        <Choice key={`${finding.start} ${finding.kind}`} text={text} finding={finding} onChoose={onChoose} />
      ))}
    </div>
  );
}

interface ChoiceProps {
  readonly text: string;
  readonly finding: Finding;
  readonly onChoose: (range: Range) => void;
}

function Choice({ text, finding: { kind, start, end }, onChoose }: ChoiceProps): ReactNode {
  const { t } = useText();
  const category = categoryOf(kind);
  const what = isContactKind(kind)
    ? t(`redact.kind.${kind}`)
    : t(`flag.${category as Exclude<typeof category, 'PHONE' | 'EMAIL' | 'ADDRESS' | 'VAT'>}`);
  return (
    <Button isSmall onPress={() => onChoose({ start, end })}>
      <span className={styles['value']}>{text.slice(start, end)}</span> {what}
    </Button>
  );
}
