import { type ReactNode, type SubmitEvent, useState } from 'react';
import { parseOrigin, snippetOf, type ChatSite } from '../../../shared/chat/site.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Chooser } from '../../ui/select.tsx';
import { Waits } from '../../ui/small.tsx';
import styles from './chat-site.module.css';
import { useChatSite, type ChatSiteState } from './use-chat-site.ts';

/** Where the bubble of the chat may be, and the line that puts it there ([CH19]): for coordinators, while connected. */
export function ChatSiteCard(): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const state = useChatSite();
  const { site, failure } = state;
  return (
    <Card title={t('chat-site.title')}>
      <p className={styles['lead']}>{t('chat-site.lead')}</p>
      {failure !== null && (
        <div className={styles['part']}>
          <FieldError>{failureText(failure)}</FieldError>
        </div>
      )}
      {site === null && failure === null && <Waits label={t('chat-site.looking')} />}
      {site !== null && (
        <>
          <Sites site={site} state={state} />
          <AddForm site={site} state={state} />
          <Groups />
          <Snippet site={site} />
        </>
      )}
    </Card>
  );
}

function Sites({ site, state }: { site: ChatSite; state: ChatSiteState }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const remove = async (origin: string): Promise<void> => {
    if (await state.set(origin, false)) app.announce(t('chat-site.removed', { origin }));
  };
  const isEmpty = site.origins.length === 0 && site.fixed.length === 0;
  return (
    <div className={styles['part']}>
      <h4 id="chat-sites">{t('chat-site.sites')}</h4>
      {isEmpty && <p className={styles['hint']}>{t('chat-site.none')}</p>}
      <ul aria-labelledby="chat-sites" className={styles['sites']}>
        {site.fixed.map((origin) => (
          <li key={origin}>
            <code>{origin}</code> <span className={styles['hint']}>{t('chat-site.fixed')}</span>
          </li>
        ))}
        {site.origins.map((origin) => (
          <li key={origin}>
            <code>{origin}</code>
            <CrossButton label={t('chat-site.remove', { origin })} onPress={() => void remove(origin)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddForm({ site, state }: { site: ChatSite; state: ChatSiteState }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<'chat-site.wrong' | 'chat-site.known' | null>(null);
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const origin = parseOrigin(typed);
    if (origin === null) return setProblem('chat-site.wrong');
    if ([...site.origins, ...site.fixed].includes(origin)) return setProblem('chat-site.known');
    if (!(await state.set(origin, true))) return undefined;
    app.announce(t('chat-site.added', { origin }));
    return setTyped('');
  };
  return (
    <form className={styles['part']} onSubmit={(event) => void add(event)}>
      <Field
        label={t('chat-site.origin')}
        hint={t('chat-site.origin-hint')}
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
        <Button type="submit" look="primary">
          {t('chat-site.add')}
        </Button>
      </div>
    </form>
  );
}

/** What the visitor may choose, and when it is open: the hours are those of the card above. */
function Groups(): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const schedules = useLive({ name: 'schedules' }) ?? [];
  return (
    <div className={styles['part']}>
      <h4 id="chat-groups">{t('chat-site.groups')}</h4>
      <p className={styles['hint']}>{t('chat-site.groups-why')}</p>
      <ul aria-labelledby="chat-groups" className={styles['groups']}>
        {groups.map(({ id }) => {
          const hasHours = schedules.some((schedule) => schedule.groupId === id && schedule.weekly.length > 0);
          return (
            <li key={id}>
              <span>{groupName(id)}</span>
              <span className={styles['hint']}>{t(hasHours ? 'chat-site.by-hours' : 'chat-site.always')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const noGroup = 'none';

function Snippet({ site: { publicUrl } }: { site: ChatSite }): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const [groupId, setGroupId] = useState(noGroup);
  const [isCopied, setCopied] = useState(false);
  if (publicUrl === null) return <p className={styles['lead']}>{t('chat-site.no-url')}</p>;
  const line = snippetOf(publicUrl, groupId === noGroup ? null : groupId);
  const options = [
    { value: noGroup, label: t('chat-site.first-none') },
    ...groups.map(({ id }) => ({ value: id, label: groupName(id) })),
  ];
  return (
    <div className={styles['part']}>
      <h4>{t('chat-site.line')}</h4>
      <Chooser
        label={t('chat-site.first')}
        value={groupId}
        options={options}
        onChange={(next) => {
          setGroupId(next);
          setCopied(false);
        }}
      />
      <pre className={styles['line']}>
        <code>{line}</code>
      </pre>
      <div className={styles['foot']}>
        <span role="status">{isCopied && t('chat-site.copied')}</span>
        <Button onPress={() => setCopied(copyText(line))}>{t('chat-site.copy')}</Button>
      </div>
    </div>
  );
}
