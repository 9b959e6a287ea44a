import { FileText, Image, LoaderCircle, Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Timers } from '../../../shared/effects.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Document } from '../../../shared/model/document.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { saveAs } from '../../ui/save-as.ts';
import styles from './attachment.module.css';
import { isPdf, isPicture, isSmallEnough } from './picture.ts';
import { Preview } from './preview.tsx';
import { stamped, watermarked } from './watermark.ts';

interface AttachmentButtonProps {
  readonly attachment: Attachment;
  readonly conversation: Conversation;
  readonly isOpenable: boolean;
}

type Opening =
  | 'idle'
  | 'loading'
  /** It was saved instead: the picture is too large to be decoded here, or doesn't say how large it is. */
  | 'too-large'
  /** A PDF in the vault that is damaged, locked or too long. */
  | 'not-drawn'
  | { readonly url: string }
  | { readonly failure: Failure };

/** What opens a picture here, and saves everything else. */
export function AttachmentButton({ attachment, conversation, isOpenable }: AttachmentButtonProps): ReactNode {
  const { t, size } = useText();
  const failureText = useFailureText();
  const { state, open, close } = useOpening(attachment, conversation);
  const { document, name } = attachment;
  // A PDF in the vault is drawn as a picture; any other is saved.
  const isImage = isPicture(attachment.type) || (document !== undefined && isPdf(attachment.type));
  const Icon = state === 'loading' ? LoaderCircle : isImage ? Image : FileText;
  const action = t(isImage ? 'attachment.open' : 'attachment.save');
  return (
    <div className={styles['card']}>
      <AriaButton
        className={styles['attachment'] ?? ''}
        isDisabled={!isOpenable}
        // Not disabled while it loads: that would take the focus away.
        onPress={() => void (state === 'loading' ? undefined : open())}
      >
        <Icon aria-hidden="true" />
        <span className="only-read-aloud">{action}</span>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        <span className={styles['size']}>
          {state === 'loading' ? t('attachment.loading') : size(attachment.sizeBytes)}
        </span>
        {isOpenable ? (
          <span className={styles['action']} aria-hidden="true">
            {action}
          </span>
        ) : (
          <Lock aria-hidden="true" />
        )}
      </AriaButton>
      {document !== undefined && <DocumentState document={document} />}
      {typeof state === 'object' && 'failure' in state && (
        <p role="alert" className={styles['problem']}>
          {failureText(state.failure)}
        </p>
      )}
      {state === 'too-large' && (
        <p role="alert" className={styles['problem']}>
          {t(document === undefined ? 'attachment.too-large' : 'attachment.too-large-document')}
        </p>
      )}
      {state === 'not-drawn' && (
        <p role="alert" className={styles['problem']}>
          {t('document.not-drawn')}
        </p>
      )}
      {isOpenable && typeof state === 'object' && 'url' in state && (
        <Preview
          name={document === undefined ? name : nameOfCopy(name)}
          url={state.url}
          isTall={isPdf(attachment.type)}
          onClose={close}
        />
      )}
    </div>
  );
}

interface Opened {
  readonly state: Opening;
  readonly open: () => Promise<void>;
  readonly close: () => void;
}

function useOpening({ id, name, document }: Attachment, conversation: Conversation): Opened {
  const { t } = useText();
  const app = useApp();
  const wordsAcross = useWatermark(conversation);
  const [state, setState] = useState<Opening>('idle');

  const save = (whole: Blob): void => {
    const url = URL.createObjectURL(whole);
    saveAs(url, name);
    URL.revokeObjectURL(url);
    app.announce(t('attachment.saved'));
  };
  const read = async (): Promise<Opening> => {
    const { bytes, type } = await app.core.call({ name: 'attachment', id });
    const whole = new Blob([new Uint8Array(bytes)], { type });
    if (document !== undefined && isPdf(type)) return openedPdf(bytes, wordsAcross(document), app.timers);
    const isDecodable = isPicture(type) && isSmallEnough(bytes);
    if (isDecodable) {
      const copy = document === undefined ? whole : await watermarked(whole, wordsAcross(document));
      return { url: URL.createObjectURL(copy) };
    }
    // What is in the vault leaves it with words across or not at all.
    if (document === undefined) save(whole);
    return isPicture(type) || document !== undefined ? 'too-large' : 'idle';
  };
  const open = async (): Promise<void> => {
    setState('loading');
    setState(await read().catch((error: unknown) => ({ failure: failureOf(error) })));
  };
  return { state, open, close: () => setState('idle') };
}

async function openedPdf(bytes: Uint8Array, words: string, timers: Timers): Promise<Opening> {
  // Its reader is large and seldom needed.
  const { drawnPages } = await import('./pdf-pages.ts');
  const pages = await drawnPages(new Uint8Array(bytes), timers).catch(() => null);
  if (pages === null) return 'not-drawn';
  return { url: URL.createObjectURL(await stamped(pages, words)) };
}

/** Until when it is in the vault and what for, or when it was destroyed ([DV6]). */
function DocumentState({ document }: { document: Document }): ReactNode {
  const { t, dates } = useText();
  const { destroyedAt, purpose, expiresAt } = document;
  const what = t(`purpose.${purpose}`);
  return (
    <p className={styles['document']}>
      {destroyedAt === null
        ? t('document.in-vault', { what, when: dates.full(expiresAt) })
        : t('document.destroyed', { when: dates.full(destroyedAt) })}
    </p>
  );
}

/** What for, when, by whom, in which case ([DV6]). */
function useWatermark({ number }: Conversation): (document: Document) => string {
  const { t, dates } = useText();
  const { me } = useDirectory();
  const now = useHubNow();
  return ({ purpose }) => [t(`purpose.${purpose}`), dates.full(now), me?.name ?? '', number].join(' · ');
}

/** The copy is a JPEG, whatever the image was. */
const nameOfCopy = (name: string): string => `${name.replace(/\.[^.]*$/, '')}.jpg`;
