import { Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { acceptedExtensions } from '../../../shared/files/kinds.ts';
import { useText } from '../../i18n/text.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useFileChips } from '../../store/use-file-chips.ts';
import { Button } from '../../ui/button.tsx';
import { FileChips, RefusedFiles } from '../../ui/file-chips.tsx';
import styles from './composer.module.css';
import type { Files } from './use-files.ts';

/** What goes with the reply, and what could not be added. */
export function FileList({ files, hasWords }: { files: Files; hasWords: boolean }): ReactNode {
  const { t } = useText();
  const chipsOf = useFileChips();
  const failureText = useFailureText();
  return (
    <>
      <FileChips
        label={t('composer.files')}
        files={chipsOf(files.list)}
        removeLabel={(name) => t('composer.remove-file', { name })}
        onRemove={files.remove}
      />
      {files.list.length > 0 && !hasWords && <p className={styles['words']}>{t('composer.files-need-words')}</p>}
      <RefusedFiles
        files={files.refused.map(({ name, failure, isCanned }) => ({
          name,
          why: isCanned === true && isNotHere(failure.code) ? t('canned-files.not-here') : failureText(failure),
        }))}
      />
    </>
  );
}

/** The file of a canned reply comes from the hub, once. */
const isNotHere = (code: string): boolean => code === 'hub-unreachable' || code === 'file-missing';

export function AttachButton({ files }: { files: Files }): ReactNode {
  const { t } = useText();
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={acceptedExtensions.split(',')}
      onSelect={(chosen) => void files.add([...(chosen ?? [])])}
    >
      <Button look="plain" isSmall isDisabled={files.isAdding} aria-label={t('composer.attach-label')}>
        <Paperclip aria-hidden="true" />
        {t('composer.attach')}
      </Button>
    </FileTrigger>
  );
}
