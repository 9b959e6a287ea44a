import type { ReactNode } from 'react';
import type { CannedForm } from '../../../shared/canned/form.ts';
import { fillVariables, firstNameOf, type VariableValues } from '../../../shared/canned/variables.ts';
import { createText, useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import styles from './canned-editor.module.css';

/** As a contact would read it, with values that nobody could take for real ones. */
export function Preview({ form }: { form: CannedForm }): ReactNode {
  const { t } = useText();
  const values = useSample(form);
  return (
    <section className={styles['preview']} aria-label={t('canned-edit.preview')}>
      <h3>{t('canned-edit.preview')}</h3>
      {form.text.trim() === '' && <p className={styles['hint']}>{t('canned-edit.preview-empty')}</p>}
      <p className={styles['read']} lang={form.lang}>
        {form.text.split(/(\{\{[^{}]*\}\})/).map((part, index) => {
          const filled = index % 2 === 1 ? fillVariables(part, values) : part;
          if (index % 2 === 0) return filled;
          return (
            <mark key={`${index}-${part}`} data-open={filled === part ? '' : undefined}>
              {filled}
            </mark>
          );
        })}
      </p>
      <p className={styles['hint']}>{t('canned-edit.preview-hint')}</p>
    </section>
  );
}

function useSample({ lang, groupId }: CannedForm): VariableValues {
  const { me, groups, groupIn } = useDirectory();
  const association = useLive({ name: 'status' })?.association;
  const now = useHubNow();
  const { t, dates } = createText(lang);
  const myFirst = firstNameOf(me?.name ?? '');
  return {
    'contact.firstName': t('canned-sample.firstName'),
    'contact.name': t('canned-sample.name'),
    'case.number': t('canned-sample.number'),
    'case.subject': t('canned-sample.subject'),
    'group.name': groupIn(groupId ?? groups[0]?.id ?? '', lang),
    'operator.name': me?.name ?? '',
    ...(myFirst === undefined ? {} : { 'operator.firstName': myFirst }),
    'association.name': association?.name ?? '',
    'date.today': dates.longDay(now),
    'appointment.link': t('canned-sample.link'),
  };
}
