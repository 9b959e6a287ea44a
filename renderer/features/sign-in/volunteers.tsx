import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { sitDown } from '../../store/sit-down.ts';
import { Avatar } from '../../ui/small.tsx';
import { Card } from './card.tsx';
import styles from './sign-in.module.css';

/** The start screen of a PC that several people use: who is it now? */
export function VolunteersPage(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const all = useAppState((state) => state.volunteers?.all ?? []);
  return (
    <Card title={t('door.who')} lead={t('door.who-lead')}>
      <ul className={styles['people']} aria-label={t('door.who-list')}>
        {all.map(({ id, name, waiting }, index) => (
          <li key={id}>
            {/* the first thing to choose, on a page that is nothing else */}
            <Button className={styles['person'] ?? ''} autoFocus={index === 0} onPress={() => void sitDown(app, id)}>
              <Avatar name={name ?? '?'} />
              <span className={styles['who']}>{name ?? t('door.unnamed')}</span>
              {waiting > 0 && <span className={styles['waiting']}>{t('door.waiting', { count: waiting })}</span>}
            </Button>
          </li>
        ))}
        <li>
          <Button
            className={styles['person'] ?? ''}
            autoFocus={all.length === 0}
            onPress={() => void sitDown(app, null)}
          >
            <UserPlus aria-hidden="true" />
            <span className={styles['who']}>{t('door.new')}</span>
          </Button>
        </li>
      </ul>
    </Card>
  );
}
