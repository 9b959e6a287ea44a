import { type ReactNode, useRef, useState } from 'react';
import type { CannedEntry } from '../../../shared/bridge/core-queries.ts';
import { changesOf, readLibrary, type ReadLibrary } from '../../../shared/canned/library.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ImportLines } from './import-lines.tsx';
import { useChange } from './use-library.ts';

interface ImportProps {
  readonly all: readonly CannedEntry[];
  /** Coordinators import for everybody, too. */
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

/** Nothing is stored before somebody has seen, line by line, what would be ([CR9]). */
export function ImportDialog({ all, mayShare, onClose }: ImportProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const change = useChange();
  const [isOwn, setOwn] = useState(!mayShare);
  const [file, setFile] = useState<{ readonly text: string; readonly idBase: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const known = all.filter((reply) => reply.isOwn === isOwn);
  const read = useRead(file, known);
  const changes = read?.isOk === true ? changesOf(read.lines, known) : [];
  const store = async (): Promise<void> => {
    const refused = await change(isOwn, changes);
    setFailure(refused);
    if (refused !== null) return;
    app.announce(t('canned-import.done', { count: changes.length }));
    onClose();
  };
  return (
    <Modal title={t('canned-import.title')} closeLabel={t('action.close')} onClose={onClose} size="wide">
      <ModalLead>{t('canned-import.lead')}</ModalLead>
      {mayShare && (
        <Segments
          label={t('canned-import.to')}
          value={isOwn ? 'own' : 'shared'}
          options={(['shared', 'own'] as const).map((value) => ({ value, label: t(`canned-page.whose-${value}`) }))}
          onChange={(value) => setOwn(value === 'own')}
        />
      )}
      <ChooseFile
        onText={async (text) => {
          setFailure(null);
          try {
            setFile({ text, idBase: await app.core.call({ name: 'new-id' }) });
          } catch (error) {
            setFailure(failureOf(error));
          }
        }}
      />
      {read !== null && <ImportLines read={read} />}
      {failure !== null && <FieldError>{failureText(failure)}</FieldError>}
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={changes.length === 0} onPress={() => void store()}>
          {t('canned-import.store', { count: changes.length })}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

function useRead(
  file: { readonly text: string; readonly idBase: string } | null,
  replies: readonly CannedEntry[],
): ReadLibrary | null {
  const directory = useLive({ name: 'directory' });
  const sites = useLive({ name: 'settings' })?.links.sites ?? [];
  if (file === null) return null;
  const library = { replies, groups: directory?.groups ?? [], sites };
  return readLibrary(file.text, library, (at) => `${file.idBase}-${at}`);
}

function ChooseFile({ onText }: { onText: (text: string) => Promise<void> }): ReactNode {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    setName(chosen.name);
    await onText(decoded(await chosen.arrayBuffer()));
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        hidden
        aria-label={t('canned-import.choose')}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button onPress={() => input.current?.click()}>{t('canned-import.choose')}</Button>{' '}
      <span role="status">{name}</span>
    </div>
  );
}

/** Excel that is told "CSV" writes no UTF-8. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
