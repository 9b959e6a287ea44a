import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './diagnostics.module.css';
import type { Diagnosis } from './use-diagnosis.ts';

/** What somebody on the telephone asks for. */
export function FactsCard({ diagnosis: { core, desktop } }: { diagnosis: Diagnosis }): ReactNode {
  const { t, dates } = useText();
  const { clock } = useApp();
  const connection = core?.connection ?? null;
  const queues = core?.queues ?? null;
  const unknown = t('settings.unknown');
  const heardAt = connection?.localHeardAt ?? null;
  const heard = heardAt === null ? t('diag.heard-never') : dates.moment(heardAt, clock.now());
  const keys = [...desktop.policy.machineKeys, ...desktop.policy.userKeys].join(', ');
  const versions = [`Sportello ${desktop.appVersion}`, `Electron ${desktop.electron}`, `SQLite ${core?.sqlite ?? '?'}`];
  const facts = [
    [t('diag.versions'), [...versions, `${desktop.platform} ${desktop.systemVersion} ${desktop.arch}`].join(' · ')],
    [t('diag.protocol'), connection?.protocol?.toString() ?? unknown],
    [t('diag.heard'), heard],
    [t('diag.device'), core?.deviceId ?? unknown],
    [t('diag.waiting'), queues === null ? unknown : `${queues.commands} · ${queues.drafts} · ${queues.files}`],
    [t('diag.keyring'), desktop.keyring],
    [t('diag.policy-keys'), keys === '' ? t('diag.policy-none') : keys],
  ] as const;
  return (
    <Card title={t('diag.facts')}>
      <dl className={styles['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
