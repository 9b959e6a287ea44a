import { type ReactNode, useState } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { DestroyDocument } from './destroy-document.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { isPdf, isPicture } from './picture.ts';
import { RedactFile } from './redact-file.tsx';

/** What can be an identity document ([DV1]). */
const isKeepable = (type: string): boolean => isPicture(type) || isPdf(type);

interface AttachmentMenuProps {
  readonly attachment: Attachment;
  readonly conversation: Conversation;
}

type Asked = 'keep' | 'destroy' | 'redact';

/** What is done with a file now and then: into the vault and out of it, and destroying it. For whoever takes part and sees all of it (PV4). */
export function AttachmentMenu({ attachment, conversation }: AttachmentMenuProps): ReactNode {
  const { t } = useText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id: attachmentId, document, name, type } = attachment;
  const about = { conversationId: conversation.id, under: conversation.fence, attachmentId };
  const close = (): void => setAsked(null);
  const isKept = document !== undefined;
  if (conversation.seesFrom !== undefined || (isKept && document.destroyedAt !== null)) return null;
  const entry = (id: Asked, label: string, isGrave = false): MenuEntry => ({
    id,
    label,
    isGrave,
    run: () => setAsked(id),
  });
  const entries = [
    ...(isKeepable(type) ? [entry('keep', t(isKept ? 'document.change' : 'document.keep'))] : []),
    ...(isKept ? [entry('destroy', t('document.done'))] : []),
    entry('redact', t('redact.file'), true),
  ];
  return (
    <>
      <MenuButton label={t('attachment.more', { name })} entries={entries} />
      {asked === 'keep' && <DocumentDialog {...{ attachment, about }} onClose={close} />}
      {asked === 'destroy' && <DestroyDocument about={about} onClose={close} />}
      {asked === 'redact' && <RedactFile {...{ attachment, conversation, about }} onClose={close} />}
    </>
  );
}
