import { Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { acceptedExtensions } from '../../../shared/files/kinds.ts';
import { MAX_CANNED_FILES } from '../../../shared/canned/files.ts';
import { useText } from '../../i18n/text.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useFileChips } from '../../store/use-file-chips.ts';
import { Button } from '../../ui/button.tsx';
import { FileChips, RefusedFiles } from '../../ui/file-chips.tsx';
import styles from './canned-editor.module.css';
import type { CannedFilesState } from './use-canned-files.ts';

/** What comes along whenever somebody answers with it ([CR10]). */
export function CannedFiles({ files }: { files: CannedFilesState }): ReactNode {
  const { t } = useText();
  const chipsOf = useFileChips();
  const failureText = useFailureText();
  return (
    <section className={styles['files']} aria-label={t('canned-files.label')}>
      <div className={styles['attach']}>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={acceptedExtensions.split(',')}
          onSelect={(chosen) => void files.add([...(chosen ?? [])])}
        >
          <Button isSmall isDisabled={files.isAdding}>
            <Paperclip aria-hidden="true" />
            {t('canned-files.add')}
          </Button>
        </FileTrigger>
        <p className={styles['hint']} role="status">
          {files.isAdding ? t('canned-files.adding') : t('canned-files.hint', { count: MAX_CANNED_FILES })}
        </p>
      </div>
      <FileChips
        label={t('canned-files.label')}
        files={chipsOf(files.list)}
        removeLabel={(name) => t('composer.remove-file', { name })}
        onRemove={files.remove}
      />
      <RefusedFiles
        files={files.refused.map(({ name, failure }) => ({
          name,
          why: failure.code === 'too-many-files' ? t('canned-problem.too-many-files') : failureText(failure),
        }))}
      />
    </section>
  );
}
