import { CircleAlert, FileText, Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { acceptedExtensions } from '../../../shared/files/kinds.ts';
import { useText } from '../../i18n/text.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import styles from './files.module.css';
import type { Files } from './use-files.ts';

/** What goes with the reply, and what could not be added. */
export function FileList({ files, hasWords }: { files: Files; hasWords: boolean }): ReactNode {
  const { t, list, size } = useText();
  const failureText = useFailureText();
  return (
    <>
      {files.list.length > 0 && (
        <ul className={styles['files']} aria-label={t('composer.files')}>
          {files.list.map((file) => (
            <li key={file.id} className={styles['file']} data-flagged={file.flags.length > 0}>
              {file.flags.length > 0 ? <CircleAlert aria-hidden="true" /> : <FileText aria-hidden="true" />}
              <span className={styles['name']}>{file.name}</span>
              <span className={styles['size']}>{size(file.sizeBytes)}</span>
              {file.flags.length > 0 && (
                <span className={styles['why']}>
                  {t('composer.file-flagged', { what: list(file.flags.map((flag) => t(`flag.${flag}`))) })}
                </span>
              )}
              <CrossButton label={t('composer.remove-file', { name: file.name })} onPress={() => files.remove(file)} />
            </li>
          ))}
        </ul>
      )}
      {files.list.length > 0 && !hasWords && <p className={styles['words']}>{t('composer.files-need-words')}</p>}
      {files.refused.length > 0 && (
        <ul className={styles['refused']} role="alert">
          {files.refused.map(({ name, failure }) => (
            <li key={name}>
              <strong>{name}</strong>: {failureText(failure)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

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
