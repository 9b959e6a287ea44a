import { PenLine } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Draft, DraftFile, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { saveAs } from '../../ui/save-as.ts';
import styles from './kept-drafts.module.css';

/** What a person wrote in a case that they may no longer write in: it is theirs, to be copied or thrown away. */
export function KeptDrafts({ open }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  if (open.drafts.length === 0 && open.files.length === 0) return null;
  return (
    <section className={styles['kept']} aria-label={t('kept.title')}>
      {open.drafts.map((draft) => (
        <KeptDraft key={draft.kind} conversationId={open.row.id} draft={draft} />
      ))}
      {open.files.length > 0 && <KeptFiles files={open.files} />}
    </section>
  );
}

function KeptDraft({ conversationId, draft }: { conversationId: string; draft: Draft }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const [isCopied, setCopied] = useState(false);
  const remove = (): void => {
    app.core
      .call({ name: 'save-draft', conversationId, kind: draft.kind, text: '' })
      .catch((error: unknown) => app.complain(failureOf(error)));
  };
  return (
    <article className={styles['draft']}>
      <header>
        <PenLine aria-hidden="true" />
        <strong>{t('kept.title')}</strong> · {t('kept.kind', { kind: draft.kind })}
      </header>
      {draft.returned !== null && <p className={styles['why']}>{failureText(draft.returned)}</p>}
      <p className={styles['text']}>{draft.text}</p>
      <footer>
        <span role="status">{isCopied && t('kept.copied')}</span>
        <Button isSmall onPress={() => setCopied(copyText(draft.text))}>
          {t('kept.copy')}
        </Button>
        <Button isSmall look="plain" onPress={remove}>
          {t('kept.delete')}
        </Button>
      </footer>
    </article>
  );
}

/** What was chosen for a reply that can't be written any more. */
function KeptFiles({ files }: Pick<OpenConversation, 'files'>): ReactNode {
  const { t, size } = useText();
  const app = useApp();
  const save = async ({ id, type, name }: DraftFile): Promise<void> => {
    const { bytes } = await app.core.call({ name: 'attachment', id });
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    saveAs(url, name);
    URL.revokeObjectURL(url);
    app.announce(t('attachment.saved'));
  };
  const carryOut = (doing: Promise<unknown>): void =>
    void doing.catch((error: unknown) => app.complain(failureOf(error)));
  return (
    <article className={styles['draft']}>
      <header>
        <PenLine aria-hidden="true" />
        <strong>{t('kept.files')}</strong>
      </header>
      {files.map((file) => (
        <footer key={file.id}>
          <span>
            {file.name} ({size(file.sizeBytes)})
          </span>
          <Button isSmall aria-label={t('kept.save-file', { name: file.name })} onPress={() => carryOut(save(file))}>
            {t('attachment.save')}
          </Button>
          <Button
            isSmall
            look="plain"
            aria-label={t('composer.remove-file', { name: file.name })}
            onPress={() => carryOut(app.core.call({ name: 'remove-file', id: file.id }))}
          >
            {t('kept.delete')}
          </Button>
        </footer>
      ))}
    </article>
  );
}
