import { ImageOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import type { Attachment } from '../../../../shared/model/message.ts';
import { useText } from '../../../i18n/text.tsx';
import { useApp } from '../../../store/context.tsx';
import { failureOf } from '../../../store/create-app.ts';
import { useFailureText } from '../../../store/use-failure-text.ts';
import { LinkDialog } from './link-dialog.tsx';
import { type FollowedLink, MailFrame } from './mail-frame.tsx';
import styles from './original.module.css';
import type { SafeMail } from './safe-mail.ts';

interface OriginalProps {
  /** The mail's HTML. */
  readonly id: string;
  readonly attachments: readonly Attachment[];
}

/** What cleans the HTML is a library of its own: whoever never asks for an original never loads it. */
async function cleaned(bytes: Uint8Array): Promise<SafeMail> {
  const { safeMail } = await import('./safe-mail.ts');
  return safeMail(new TextDecoder().decode(bytes));
}

type Shown = 'loading' | { readonly mail: SafeMail } | { readonly failure: Failure };

/** A mail as its sender laid it out, as far as that is harmless (OM6). */
export function Original({ id, attachments }: OriginalProps): ReactNode {
  const { t } = useText();
  const { core } = useApp();
  const failureText = useFailureText();
  const [shown, setShown] = useState<Shown>('loading');
  const [link, setLink] = useState<FollowedLink | null>(null);
  useEffect(() => {
    let isWanted = true;
    void core
      .call({ name: 'attachment', id })
      .then(async ({ bytes }): Promise<Shown> => ({ mail: await cleaned(bytes) }))
      .catch((error: unknown): Shown => ({ failure: failureOf(error) }))
      .then((next) => {
        if (isWanted) setShown(next);
      });
    return () => {
      isWanted = false;
    };
  }, [core, id]);
  if (shown === 'loading') return <p role="status">{t('original.loading')}</p>;
  if ('failure' in shown) {
    return (
      <p role="alert" className={styles['problem']}>
        {failureText(shown.failure)}
      </p>
    );
  }
  const { blocked } = shown.mail;
  return (
    <div className={styles['original']}>
      {blocked > 0 && (
        <p className={styles['blocked']}>
          <ImageOff aria-hidden="true" />
          <span>{t('original.blocked', { count: blocked })}</span>
        </p>
      )}
      <MailFrame mail={shown.mail} attachments={attachments} onFollow={setLink} />
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </div>
  );
}
