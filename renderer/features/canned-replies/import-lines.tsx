import type { ReactNode } from 'react';
import type { ReadLibrary, ReadLine } from '../../../shared/canned/library.ts';
import { useText } from '../../i18n/text.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './canned-replies.module.css';

const tones = { added: 'ok', changed: 'accent', same: 'plain', refused: 'guard' } as const;

/** What each line of the file would do; those that would be refused first. */
export function ImportLines({ read }: { read: ReadLibrary }): ReactNode {
  const { t } = useText();
  if (!read.isOk) {
    const { problem } = read;
    const line = 'line' in problem ? problem.line : 0;
    return <FieldError>{t(`canned-import.${problem.problem}`, { line })}</FieldError>;
  }
  const count = (step: ReadLine['step']): number => read.lines.filter((line) => line.step === step).length;
  const isRefused = (line: ReadLine): boolean => line.step === 'refused';
  const lines = [...read.lines.filter(isRefused), ...read.lines.filter((line) => !isRefused(line))];
  return (
    <>
      <p role="status" className={styles['sums']}>
        {t('canned-import.sums', {
          added: count('added'),
          changed: count('changed'),
          same: count('same'),
          refused: count('refused'),
        })}
      </p>
      {/* what scrolls has to be reached by the keyboard */}
      <div className={styles['lines']} tabIndex={0} role="region" aria-label={t('canned-import.lines')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('canned-import.line')}</th>
              <th scope="col">{t('canned-edit.shortcut')}</th>
              <th scope="col">{t('canned-import.step')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.line}>
                <td>{line.line}</td>
                <td>/{line.step === 'refused' ? line.shortcut : line.reply.shortcut}</td>
                <td>
                  <Tag tone={tones[line.step]}>{t(`canned-import.${line.step}`)}</Tag>{' '}
                  {line.step === 'refused' ? t(`canned-problem.${line.problem}`) : line.reply.title}
                  {line.step !== 'refused' && line.filesLeftOut !== '' && (
                    <p className={styles['carried']}>{t('canned-files.left-out', { names: line.filesLeftOut })}</p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
