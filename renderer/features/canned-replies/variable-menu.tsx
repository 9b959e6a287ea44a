import { Braces } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { variableNames } from '../../../shared/canned/variables.ts';
import { useText } from '../../i18n/text.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import styles from './canned-editor.module.css';

/** The closed list of what is filled in ([CR4]); the chosen one comes in where the caret stood. */
export function VariableMenu({ area }: { area: RefObject<HTMLTextAreaElement | null> }): ReactNode {
  const { t } = useText();
  const frame = useRef(0);
  const insert = (name: string): void => {
    // The menu gives the focus back first.
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => {
        area.current?.focus();
        document.execCommand('insertText', false, `{{${name}}}`);
      });
    });
  };
  return (
    <MenuButton
      label={t('canned-edit.variables')}
      face={
        <span className={styles['menu']}>
          <Braces aria-hidden="true" />
          {t('canned-edit.variables')}
        </span>
      }
      entries={variableNames.map((name) => ({
        id: name,
        label: t(`variable.${name}`),
        caps: [`{{${name}}}`],
        run: () => insert(name),
      }))}
    />
  );
}
