import type { ReactNode } from 'react';
import {
  type ContactField,
  contactFields,
  type FieldReaders,
  fieldReaders,
  type NeedToKnow,
} from '../../../shared/model/need-to-know.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Card } from '../../ui/page.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './hours.module.css';
import { SettingsFoot } from './settings-foot.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

/** Who is told how a contact can be reached ([NK1]): for coordinators. The hub refuses everybody else ([RT5]). */
export function NeedToKnowCard(): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const settings = useLive({ name: 'settings' });
  if (me?.role !== 'coordinator' || settings === undefined) return null;
  return (
    <Card title={t('need-to-know.title')}>
      <NeedToKnowForm known={settings.needToKnow} />
    </Card>
  );
}

type Rules = Pick<NeedToKnow, ContactField>;

function NeedToKnowForm({ known: { revision, email, phone } }: { known: NeedToKnow }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const draft = useSettingsDraft<Rules>(revision, { email, phone });
  const save = async (): Promise<void> => {
    const isSaved = await draft.save((base) => ({ part: 'needToKnow', value: { ...draft.value, revision: base } }));
    if (isSaved) app.announce(t('need-to-know.saved'));
  };
  return (
    <div className={styles['form']}>
      <p className={styles['hint']}>{t('need-to-know.lead')}</p>
      {contactFields.map((field) => (
        <Chooser
          key={field}
          label={t(`need-to-know.${field}`)}
          value={draft.value[field]}
          options={fieldReaders.map((value) => ({ value, label: t(`need-to-know.${value}`) }))}
          onChange={(value) => draft.change({ ...draft.value, [field]: value as FieldReaders })}
        />
      ))}
      <SettingsFoot draft={draft} problem={null} saveLabel={t('need-to-know.save')} onSave={() => void save()} />
    </div>
  );
}
