import { Download, MessageSquareText, Plus, Upload } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CannedEntry, Result } from '../../../shared/bridge/core-queries.ts';
import { parseCannedForm, type CannedForm } from '../../../shared/canned/form.ts';
import { writeLibrary } from '../../../shared/canned/library.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { saveAs } from '../../ui/save-as.ts';
import { Empty } from '../../ui/small.tsx';
import { CannedItem } from './canned-item.tsx';
import styles from './canned-replies.module.css';
import { noFilter, type Filter, useFiltered } from './filter.ts';
import { Filters } from './filters.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { Removed, useRemoval } from './removed.tsx';
import { useStanding, useUses } from './use-library.ts';

type Drafts = Result<'canned-drafts'>;

interface ListProps {
  readonly all: readonly CannedEntry[];
  readonly drafts: Drafts;
  /** The one that was worked at last. */
  readonly focusId: string | null;
  readonly onEdit: (reply: CannedEntry) => void;
  /** With what was typed and not stored. */
  readonly onGoOn: (id: string, form: CannedForm) => void;
  readonly onAdd: (isOwn: boolean) => void;
  readonly onCopy: (reply: CannedEntry) => void;
}

export function CannedList({ all, drafts, focusId, onEdit, onGoOn, onAdd, onCopy }: ListProps): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const uses = useUses();
  const standing = useStanding();
  const shown = useFiltered(all, filter, (reply) => standing(reply).validity);
  const removal = useRemoval();
  const isCoordinator = me?.role === 'coordinator';
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusId !== null) list.current?.querySelector<HTMLElement>(`[data-reply="${focusId}"] button`)?.focus();
  }, [focusId]);
  const isDraft = (id: string): boolean => drafts.some(({ conversationId }) => conversationId === id);
  return (
    <>
      <Tools shown={shown} all={all} isCoordinator={isCoordinator} onAdd={onAdd} />
      <NewOnes all={all} drafts={drafts} onGoOn={onGoOn} />
      <Filters filter={filter} onChange={setFilter} />
      <Removed removal={removal} />
      <p className="only-read-aloud" role="status">
        {t('canned-page.count', { count: shown.length })}
      </p>
      {all.length === 0 && (
        <Empty icon={MessageSquareText} title={t('canned-page.empty')} why={t('canned-page.empty-why')} />
      )}
      {all.length > 0 && shown.length === 0 && <p className={styles['none']}>{t('canned-page.none')}</p>}
      {shown.length > 0 && (
        <div ref={list}>
          <Card>
            {shown.map((reply) => (
              <CannedItem
                key={`${reply.isOwn} ${reply.id}`}
                reply={reply}
                standing={standing(reply)}
                uses={reply.isOwn ? reply.used : uses?.[reply.id]}
                hasDraft={isDraft(reply.id)}
                mayEdit={reply.isOwn || isCoordinator}
                onEdit={() => onEdit(reply)}
                onCopy={() => onCopy(reply)}
                onRemove={() => void removal.remove(reply)}
              />
            ))}
          </Card>
        </div>
      )}
    </>
  );
}

interface ToolsProps {
  readonly shown: readonly CannedEntry[];
  readonly all: readonly CannedEntry[];
  readonly isCoordinator: boolean;
  readonly onAdd: (isOwn: boolean) => void;
}

function Tools({ shown, all, isCoordinator, onAdd }: ToolsProps): ReactNode {
  const { t, list } = useText();
  const { groups } = useDirectory();
  const [isImporting, setImporting] = useState(false);
  const [given, setGiven] = useState<readonly string[]>([]);
  const give = (): void => {
    const url = URL.createObjectURL(new Blob([writeLibrary(shown, groups)], { type: 'text/csv' }));
    saveAs(url, t('canned-page.file-name'));
    URL.revokeObjectURL(url);
    setGiven(shown.flatMap(({ files = [] }) => files.map(({ name }) => name)));
  };
  return (
    <div className={styles['tools']}>
      {isCoordinator && (
        <Button look="primary" onPress={() => onAdd(false)}>
          <Plus aria-hidden="true" />
          {t('canned-page.add-shared')}
        </Button>
      )}
      <Button look={isCoordinator ? 'quiet' : 'primary'} onPress={() => onAdd(true)}>
        <Plus aria-hidden="true" />
        {t('canned-page.add-own')}
      </Button>
      <span className={styles['gap']} />
      <Button onPress={() => setImporting(true)}>
        <Upload aria-hidden="true" />
        {t('canned-page.import')}
      </Button>
      <Button isDisabled={shown.length === 0} onPress={give}>
        <Download aria-hidden="true" />
        {t('canned-page.export')}
      </Button>
      <p className={styles['given']} role="status">
        {given.length > 0 && t('canned-files.not-given', { names: list(given) })}
      </p>
      {isImporting && <ImportDialog all={all} mayShare={isCoordinator} onClose={() => setImporting(false)} />}
    </div>
  );
}

/** Begun, and never stored: nothing of them would be found otherwise. */
function NewOnes({ all, drafts, onGoOn }: Pick<ListProps, 'all' | 'drafts' | 'onGoOn'>): ReactNode {
  const { t } = useText();
  const begun = drafts.flatMap(({ conversationId: id, text }) => {
    const form = all.some((reply) => reply.id === id) ? null : parseCannedForm(text);
    return form === null ? [] : [{ id, form }];
  });
  if (begun.length === 0) return null;
  return (
    <Card title={t('canned-page.drafts')}>
      {begun.map(({ id, form }) => (
        <div key={id} className={styles['draft']} data-reply={id}>
          <span>{form.title.trim() === '' ? t('canned-page.untitled') : form.title}</span>
          <Button isSmall onPress={() => onGoOn(id, form)}>
            {t('canned-page.go-on')}
          </Button>
        </div>
      ))}
    </Card>
  );
}
