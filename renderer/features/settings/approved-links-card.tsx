import { type ReactNode, useState } from 'react';
import { type ApprovedLinks, MAX_APPROVED_SITES, parseSite } from '../../../shared/canned/links.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './guard-words.module.css';
import { SettingsFoot } from './settings-foot.tsx';
import { useSettingsDraft } from './use-settings-draft.ts';

/** Where canned replies may lead ([CR5]): for coordinators. The hub refuses everybody else ([RT5]). */
export function ApprovedLinksCard(): ReactNode {
  const { t } = useText();
  const { me } = useDirectory();
  const settings = useLive({ name: 'settings' });
  if (me?.role !== 'coordinator' || settings === undefined) return null;
  return (
    <Card title={t('approved-links.title')}>
      <LinksForm known={settings.links} />
    </Card>
  );
}

type Problem = 'approved-links.wrong' | 'approved-links.known';

function LinksForm({ known }: { known: ApprovedLinks }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const draft = useSettingsDraft<readonly string[]>(known.revision, known.sites);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const sites = draft.value;
  const add = (): void => {
    const site = parseSite(typed);
    if (site === null || sites.length >= MAX_APPROVED_SITES) return setProblem('approved-links.wrong');
    if (sites.includes(site)) return setProblem('approved-links.known');
    draft.change([...sites, site]);
    return setTyped('');
  };
  const save = async (): Promise<void> => {
    const isSaved = await draft.save((revision) => ({ part: 'links', value: { revision, sites: [...sites] } }));
    if (isSaved) app.announce(t('approved-links.saved'));
  };
  return (
    <>
      <p className={styles['lead']}>{t('approved-links.lead')}</p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Field
          label={t('approved-links.site')}
          value={typed}
          maxLength={300}
          isInvalid={problem !== null}
          onChange={(next) => {
            setTyped(next);
            setProblem(null);
          }}
        />
        {problem !== null && <FieldError>{t(problem)}</FieldError>}
        <div className={styles['foot']}>
          <Button type="submit">{t('approved-links.add')}</Button>
        </div>
      </form>
      <Sites sites={sites} onRemove={(site) => draft.change(sites.filter((each) => each !== site))} />
      <div className={styles['list']}>
        <SettingsFoot draft={draft} problem={null} saveLabel={t('approved-links.save')} onSave={() => void save()} />
      </div>
    </>
  );
}

function Sites({ sites, onRemove }: { sites: readonly string[]; onRemove: (site: string) => void }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['list']}>
      {sites.length === 0 && <p className={styles['none']}>{t('approved-links.none')}</p>}
      {sites.length > 0 && (
        <ul aria-label={t('approved-links.title')}>
          {sites.map((site) => (
            <li key={site}>
              <span>{site}</span>
              <CrossButton label={t('approved-links.remove', { site })} onPress={() => onRemove(site)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
