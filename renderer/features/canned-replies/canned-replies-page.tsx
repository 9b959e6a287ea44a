import { type ReactNode, useState } from 'react';
import { emptyCannedForm, formOfReply, parseCannedForm, type CannedForm } from '../../../shared/canned/form.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { Page } from '../../ui/page.tsx';
import { CannedEditor } from './canned-editor.tsx';
import { CannedList } from './canned-list.tsx';

interface Editing {
  readonly id: string;
  readonly start: CannedForm;
}

/** All canned replies, and the editor of one of them ([CR2], [CR7]). */
export function CannedRepliesPage(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const all = useLive({ name: 'canned-replies' });
  const drafts = useLive({ name: 'canned-drafts' });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [lastId, setLastId] = useState<string | null>(null);

  const edit = (id: string, start: CannedForm): void => {
    setEditing({ id, start });
    setLastId(id);
  };
  const begin = async (start: CannedForm): Promise<void> => {
    try {
      edit(await app.core.call({ name: 'new-id' }), start);
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  if (all === undefined || drafts === undefined) return <Page title={t('nav.canned-replies')}>{null}</Page>;
  if (editing !== null) {
    const draft = drafts.find(({ conversationId }) => conversationId === editing.id);
    return (
      <CannedEditor
        key={editing.id}
        id={editing.id}
        start={parseCannedForm(draft?.text ?? '') ?? editing.start}
        draft={draft}
        onClose={() => setEditing(null)}
      />
    );
  }
  return (
    <Page title={t('nav.canned-replies')} lead={t('canned-page.lead')} isWide>
      <CannedList
        all={all}
        drafts={drafts}
        focusId={lastId}
        onEdit={(reply) => edit(reply.id, formOfReply(reply, reply.isOwn))}
        onGoOn={(id, form) => edit(id, form)}
        onAdd={(isOwn) => void begin(emptyCannedForm(isOwn))}
        onCopy={(reply) => void begin({ ...formOfReply(reply, true), base: null })}
      />
    </Page>
  );
}
