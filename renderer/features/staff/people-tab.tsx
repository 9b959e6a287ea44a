import { Search } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { Role } from '../../../shared/model/directory.ts';
import type { Person, PersonChanged } from '../../../shared/model/staff.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Waits } from '../../ui/small.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CodeDialog, type IssuedCode } from './code-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { useAtHub } from './use-at-hub.ts';
import { useRoleOptions } from './use-role-options.ts';
import { usePeople } from './use-people.ts';
import styles from './staff.module.css';

/** Who works here, and how somebody new comes in (section PE): for coordinators, while connected. */
export function PeopleTab(): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const { people, failure, ask } = usePeople();
  const [openId, setOpenId] = useState<string | null>(null);
  const [code, setCode] = useState<IssuedCode | null>(null);
  const opened = people?.find(({ id }) => id === openId);
  const issued = (name: string, { userId, code: letters, expiresAt }: PersonChanged): void => {
    if (letters !== null && expiresAt !== null) setCode({ userId, name, letters, expiresAt });
    ask();
  };
  // Meanwhile the code may have been used.
  const closeCode = (): void => {
    setCode(null);
    ask();
  };
  return (
    <>
      <AddPerson onIssued={issued} />
      <Card title={t('people.title')}>
        {failure !== null && (
          <div className={styles['part']}>
            <FieldError>{failureText(failure)}</FieldError>
            <p className={styles['hint']}>{t('people.at-hub')}</p>
          </div>
        )}
        {people === null && failure === null && <Waits label={t('people.looking')} />}
        {people !== null && <PeopleList people={people} onOpen={setOpenId} />}
      </Card>
      {opened !== undefined && code === null && (
        <PersonDialog
          person={opened}
          onChanged={ask}
          onIssued={(made) => issued(opened.name, made)}
          onClose={() => setOpenId(null)}
        />
      )}
      {code !== null && <CodeDialog code={code} onChanged={ask} onClose={closeCode} />}
    </>
  );
}

function AddPerson({ onIssued }: { onIssued: (name: string, made: PersonChanged) => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('volunteer');
  const [isMissing, setMissing] = useState(false);
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return setMissing(true);
    const change = { step: 'add', name: given, role } as const;
    const done = await atHub.ask(
      () => app.core.call({ name: 'change-people', change }),
      t('people.added', { name: given }),
    );
    if (done === null) return undefined;
    setName('');
    setRole('volunteer');
    return onIssued(given, done.value);
  };
  return (
    <Card title={t('people.add')}>
      <form className={styles['part']} onSubmit={(event) => void add(event)}>
        <div className={styles['add']}>
          <Field
            label={t('people.name')}
            hint={t('people.name-hint')}
            value={name}
            maxLength={120}
            isInvalid={isMissing}
            onChange={(next) => {
              setName(next);
              setMissing(false);
              atHub.forget();
            }}
          />
          <Segments label={t('people.role')} value={role} options={useRoleOptions()} onChange={setRole} />
        </div>
        {!atHub.isOnline && <p role="status">{t('people.offline')}</p>}
        {isMissing && <FieldError>{t('people.problem.name')}</FieldError>}
        {atHub.failure !== null && <FieldError>{failureText(atHub.failure)}</FieldError>}
        <div>
          <Button type="submit" look="primary" isDisabled={atHub.isBusy || !atHub.isOnline}>
            {t('people.add-do')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

const SEARCH_FROM = 10;

function PeopleList({ people, onOpen }: { people: readonly Person[]; onOpen: (id: string) => void }): ReactNode {
  const { t, locale } = useText();
  const [typed, setTyped] = useState('');
  const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase(locale);
  const found = people
    .filter(({ name }) => folded(name).includes(folded(typed.trim())))
    .toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, locale));
  return (
    <div className={styles['part']}>
      {people.length >= SEARCH_FROM && (
        <SearchField
          aria-label={t('people.search')}
          value={typed}
          onChange={setTyped}
          className={styles['search'] ?? ''}
        >
          <Search aria-hidden="true" />
          <Input placeholder={t('people.search')} />
        </SearchField>
      )}
      {found.length === 0 && <p role="status">{t('people.none')}</p>}
      <ul className={styles['rows']} aria-label={t('people.title')}>
        {found.map((person) => (
          <PersonRow key={person.id} person={person} onOpen={() => onOpen(person.id)} />
        ))}
      </ul>
    </div>
  );
}

function PersonRow({ person, onOpen }: { person: Person; onOpen: () => void }): ReactNode {
  const { t, list, dates } = useText();
  const now = useHubNow();
  const { groups, groupName } = useDirectory();
  const whereabouts = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const isHere = whereabouts.some(({ userId, state }) => userId === person.id && state !== 'offline');
  const named = groups
    .filter(({ memberIds }) => memberIds?.includes(person.id) === true)
    .map(({ id }) => groupName(id));
  const seenAt = Math.max(-1, ...person.devices.map((device) => device.seenAt ?? -1));
  const used = person.devices.filter(({ revokedAt }) => revokedAt === null).length;
  const seen = seenAt < 0 ? t('people.seen-never') : t('people.seen', { when: dates.moment(seenAt, now) });
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <strong>{person.name}</strong>
        {person.role === 'coordinator' && <Tag tone="accent">{t('people.role.coordinator')}</Tag>}
        {!person.active && <Tag>{t('people.inactive')}</Tag>}
        {person.codeUntil !== null && <Tag tone="waiting">{t('people.code-open')}</Tag>}
        <p className={styles['facts']}>
          {t('people.open', { count: person.open })} · {t('people.devices', { count: used })} ·{' '}
          {isHere ? t('people.here') : seen}
          {named.length > 0 && ` · ${t('people.groups', { names: list(named) })}`}
        </p>
      </div>
      <div className={styles['buttons']}>
        <Button isSmall aria-label={t('people.manage', { name: person.name })} onPress={onOpen}>
          {t('people.manage-short')}
        </Button>
      </div>
    </li>
  );
}
