import { EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import { mayChangeWhole } from '../../store/may-change-whole.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { RedactDialog } from './redact-dialog.tsx';
import styles from './redact.module.css';

interface RedactButtonProps {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
  readonly author: string;
}

/** For whoever takes part in the case, on what people wrote in it ([RD3]). */
export function RedactButton({ message, conversation, author }: RedactButtonProps): ReactNode {
  const { t, dates } = useText();
  const { me } = useDirectory();
  const [selected, setSelected] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const mayChange = mayChangeWhole(conversation, me?.id);
  const hasText = message.text !== '' || (message.quoted ?? '') !== '';
  if (!mayChange || !hasText || message.pending !== null || message.kind === 'system') return null;
  return (
    <span className={styles['action']}>
      <Button
        isSmall
        isIcon
        look="plain"
        aria-label={t('redact.action-of', { name: author, when: dates.full(message.at) })}
        // before the press takes the selection away
        onPressStart={() => setSelected(selectedWords())}
        onPress={() => setOpen(true)}
      >
        <EyeOff aria-hidden="true" />
      </Button>
      {isOpen && (
        <RedactDialog
          message={message}
          conversation={conversation}
          selected={selected ?? ''}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}

/** Without what stands between the words only to be read aloud. */
function selectedWords(): string {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return '';
  const words = selection.getRangeAt(0).cloneContents();
  for (const hidden of words.querySelectorAll('.only-read-aloud')) hidden.remove();
  return words.textContent.trim();
}
