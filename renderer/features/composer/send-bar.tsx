import type { ReactNode } from 'react';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import type { DraftEditor } from '../../drafts/use-draft.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useAppState } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Key } from '../../ui/small.tsx';
import styles from './composer.module.css';
import type { WrittenKind } from './written-kind.ts';

/** From here on the count of what is left is shown. */
const nearLimit = 2_000;

interface SendBarProps {
  readonly kind: WrittenKind;
  readonly draft: DraftEditor;
  readonly canSend: boolean;
  /** It takes the chat, too. */
  readonly isFirst: boolean;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

export function SendBar({ kind, draft, canSend, isFirst, onSend, children }: SendBarProps): ReactNode {
  const text = useText();
  const { t } = text;
  const keyboard = useKeyMap();
  const isOffline = useAppState((state) => state.localOfflineSinceAt !== null);
  const left = MAX_WRITTEN_TEXT - draft.text.trimEnd().length;
  const isBad = left < 0 || draft.saving.state === 'failed';
  const words = [
    draftWords(text, draft),
    lengthWords(text, left),
    isOffline && draft.text !== '' ? t('composer.offline') : null,
  ];
  const said = words.filter(Boolean).join(' · ');
  return (
    <div className={styles['bar']}>
      {children}
      <span className={classes(styles['state'], isBad && styles['bad'])} role="status" title={said}>
        {said}
      </span>
      <Button look="primary" isDisabled={!canSend} aria-keyshortcuts={keyboard.aria('send')} onPress={onSend}>
        {t(kind === 'note' ? 'composer.save-note' : isFirst ? 'composer.send-first' : 'composer.send')}{' '}
        <Key inherits>{keyboard.caps('send')}</Key>
      </Button>
    </div>
  );
}

function draftWords({ t, dates }: Text, { saving, text }: DraftEditor): string | null {
  if (saving.state === 'failed') return t('composer.draft-failed');
  if (text === '') return null;
  if (saving.state === 'saving') return t('composer.draft-saving');
  return saving.state === 'saved' ? t('composer.draft-saved', { clock: dates.clock(saving.localAt) }) : null;
}

function lengthWords({ t }: Text, left: number): string | null {
  if (left < 0) return t('composer.characters-over', { count: -left });
  return left < nearLimit ? t('composer.characters-left', { count: left }) : null;
}
