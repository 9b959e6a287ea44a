import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { type Category, type Categories, MAX_CATEGORIES, MAX_CATEGORY_NAME } from '../../../shared/model/categories.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './hours.module.css';
import { SettingsFoot } from './settings-foot.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

/** What can be chosen in the form on the web ([RT6]): for coordinators. The hub refuses everybody else ([RT5]). */
export function CategoriesCard(): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const settings = useLive({ name: 'settings' });
  if (me?.role !== 'coordinator' || settings === undefined) return null;
  return (
    <Card title={t('categories.title')}>
      <CategoriesForm known={settings.categories} />
    </Card>
  );
}

function CategoriesForm({ known }: { known: Categories }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { groups } = useDirectory();
  const draft = useSettingsDraft<readonly Category[]>(known.revision, known.list);
  const [isTold, setTold] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useFocusAfter(frame, draft.value.length);
  const list = draft.value;
  const isLacking = list.some(({ name }) => name.it.trim() === '' || name.en.trim() === '');
  const change = (id: string, part: Partial<Category>): void =>
    draft.change(list.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const add = async (): Promise<void> => {
    try {
      const id = (await app.core.call({ name: 'new-id' }))
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]/g, '-')
        .slice(0, 40);
      draft.change([...list, { id, name: { it: '', en: '' }, groupId: groups[0]?.id ?? '' }]);
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  const save = async (): Promise<void> => {
    setTold(isLacking);
    if (isLacking) return;
    const trimmed = list.map((each) => ({ ...each, name: { it: each.name.it.trim(), en: each.name.en.trim() } }));
    const isSaved = await draft.save((revision) => ({ part: 'categories', value: { revision, list: trimmed } }));
    if (isSaved) app.announce(t('categories.saved'));
  };
  return (
    <div ref={frame} className={styles['form']}>
      <p className={styles['hint']}>{t('categories.lead')}</p>
      {list.length === 0 && <p>{t('categories.none')}</p>}
      {list.map((category, at) => (
        <Entry
          key={category.id}
          category={category}
          place={at + 1}
          onChange={(part) => change(category.id, part)}
          onRemove={() => draft.change(list.filter(({ id }) => id !== category.id))}
        />
      ))}
      <div data-add>
        <Button isDisabled={list.length >= MAX_CATEGORIES} onPress={() => void add()}>
          <Plus aria-hidden="true" />
          {t('categories.add')}
        </Button>
      </div>
      <SettingsFoot
        draft={draft}
        problem={isTold && isLacking ? t('categories.lacking') : null}
        saveLabel={t('categories.save')}
        onSave={() => void save()}
      />
    </div>
  );
}

/** Of an entry that came, its first field has the focus; where one went, what adds another. */
function useFocusAfter(frame: RefObject<HTMLDivElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const entries = frame.current?.querySelectorAll<HTMLElement>('[role="group"]');
    if (count > before.current) entries?.[count - 1]?.querySelector('input')?.focus();
    if (count < before.current) frame.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
    before.current = count;
  }, [frame, count]);
}

interface EntryProps {
  readonly category: Category;
  readonly place: number;
  readonly onChange: (part: Partial<Category>) => void;
  readonly onRemove: () => void;
}

function Entry({ category: { name, groupId }, place, onChange, onRemove }: EntryProps): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const label = t('categories.entry', { place, name: name.it });
  return (
    <div role="group" aria-label={label} className={styles['group']}>
      <Field
        label={t('categories.name-it')}
        value={name.it}
        maxLength={MAX_CATEGORY_NAME}
        onChange={(it) => onChange({ name: { ...name, it } })}
      />
      <Field
        label={t('categories.name-en')}
        value={name.en}
        maxLength={MAX_CATEGORY_NAME}
        onChange={(en) => onChange({ name: { ...name, en } })}
      />
      <Chooser
        label={t('categories.group')}
        value={groupId}
        options={groups.map(({ id }) => ({ value: id, label: groupName(id) }))}
        onChange={(next) => onChange({ groupId: next })}
      />
      <Button isIcon look="plain" aria-label={t('categories.remove', { name: name.it })} onPress={onRemove}>
        <Trash2 aria-hidden="true" />
      </Button>
    </div>
  );
}
