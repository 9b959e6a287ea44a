import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Field } from '../../ui/field.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './canned-replies.module.css';
import { anyGroup, everyGroup, whose, type Filter } from './filter.ts';

interface FiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const langs = ['any', 'it', 'en'] as const;

export function Filters({ filter, onChange }: FiltersProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  return (
    <search className={styles['filters']} aria-label={t('canned-page.filters')}>
      <Field
        label={t('canned-page.filter')}
        type="search"
        value={filter.query}
        onChange={(query) => onChange({ ...filter, query })}
      />
      <Chooser
        label={t('canned-page.whose')}
        value={filter.whose}
        options={whose.map((value) => ({ value, label: t(`canned-page.whose-${value}`) }))}
        onChange={(value) => onChange({ ...filter, whose: whose.find((known) => known === value) ?? 'all' })}
      />
      <Chooser
        label={t('canned-page.group')}
        value={filter.group}
        options={[
          { value: anyGroup, label: t('canned-page.any-group') },
          { value: everyGroup, label: t('canned-page.everyone') },
          ...groups.map(({ id }) => ({ value: id, label: groupName(id) })),
        ]}
        onChange={(group) => onChange({ ...filter, group })}
      />
      <Chooser
        label={t('canned-page.lang')}
        value={filter.lang}
        options={langs.map((value) => ({
          value,
          label: value === 'any' ? t('canned-page.any-lang') : t('canned-page.language', { lang: value }),
        }))}
        onChange={(value) => onChange({ ...filter, lang: langs.find((known) => known === value) ?? 'any' })}
      />
    </search>
  );
}
