import { Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CannedEntry } from '../../../shared/bridge/core-queries.ts';
import { revisionOf } from '../../../shared/canned/changes.ts';
import { formOfReply, replyOfForm } from '../../../shared/canned/form.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './canned-replies.module.css';
import { useChange } from './use-library.ts';

interface Removal {
  /** The one that was removed last, until the page is left. */
  readonly removed: CannedEntry | null;
  remove(reply: CannedEntry): Promise<void>;
  undo(): Promise<void>;
}

/** Removing needs no question, because it can be taken back. */
export function useRemoval(): Removal {
  const app = useApp();
  const { t } = useText();
  const change = useChange();
  const [removed, setRemoved] = useState<CannedEntry | null>(null);
  return {
    removed,
    async remove(reply) {
      const failure = await change(reply.isOwn, [{ step: 'remove', id: reply.id, base: revisionOf(reply) }]);
      if (failure !== null) return app.complain(failure);
      return setRemoved(reply);
    },
    async undo() {
      if (removed === null) return;
      const reply = replyOfForm(removed.id, formOfReply(removed, removed.isOwn));
      const failure = await change(removed.isOwn, [{ step: 'put', reply, base: null }]);
      if (failure !== null) return app.complain(failure);
      app.announce(t('canned-page.back', { title: removed.title }));
      return setRemoved(null);
    },
  };
}

/** What had the focus is gone: it goes where the removal can be undone. */
export function Removed({ removal: { removed, undo } }: { removal: Removal }): ReactNode {
  const { t } = useText();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (removed !== null) line.current?.querySelector('button')?.focus();
  }, [removed]);
  return (
    <div ref={line} role="status">
      {removed !== null && (
        <p className={styles['removed']}>
          <span>{t('canned-page.removed', { title: removed.title })}</span>
          <Button isSmall onPress={() => void undo()}>
            <Undo2 aria-hidden="true" />
            {t('canned-page.undo')}
          </Button>
        </p>
      )}
    </div>
  );
}
