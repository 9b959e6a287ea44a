import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Finding, type Light, overall } from '../../../shared/diagnostics/assess.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { MessageId } from '../../i18n/it/index.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Tag } from '../../ui/tag.tsx';
import { BundleCard } from './bundle-card.tsx';
import styles from './diagnostics.module.css';
import { FactsCard } from './facts-card.tsx';
import { useDiagnosis } from './use-diagnosis.ts';

const looks: Readonly<Record<Light, { tone: 'ok' | 'plain' | 'waiting' | 'guard'; icon: LucideIcon }>> = {
  ok: { tone: 'ok', icon: CircleCheck },
  note: { tone: 'plain', icon: Info },
  watch: { tone: 'waiting', icon: TriangleAlert },
  bad: { tone: 'guard', icon: CircleAlert },
};

interface DiagnosticsPageProps {
  readonly onBack: () => void;
}

/** How each part is, with a word and what to do; nothing of the cases. Opens in every state of the program (DG3). */
export function DiagnosticsPage({ onBack }: DiagnosticsPageProps): ReactNode {
  const { t, dates } = useText();
  const { clock } = useApp();
  const { diagnosis, isBusy, look } = useDiagnosis();
  const back = useRef<HTMLDivElement>(null);
  // The button that led here is gone.
  useEffect(() => back.current?.querySelector('button')?.focus(), []);
  const isOpen = diagnosis?.core?.state === 'running';
  return (
    <Page title={t('diag.title')} lead={t('diag.lead')}>
      <div className={styles['tools']} ref={back}>
        <Button onPress={onBack}>{t('diag.back')}</Button>
        <Button isDisabled={isBusy} onPress={() => void look(false)}>
          {t('diag.refresh')}
        </Button>
        {isOpen && (
          <Button isDisabled={isBusy} onPress={() => void look(true)}>
            {t(isBusy ? 'diag.checking' : 'diag.check')}
          </Button>
        )}
      </div>
      <p role="status" className={styles['overall']}>
        {diagnosis !== null && (
          <>
            <strong>{t(`diag.overall.${verdict(diagnosis.findings)}`)}</strong>{' '}
            {t('diag.looked', { moment: dates.atMoment(diagnosis.localAt, clock.now()) })}
          </>
        )}
      </p>
      {diagnosis !== null && (
        <>
          <Card>
            <ul className={styles['findings']} aria-label={t('diag.title')}>
              {worstFirst(diagnosis.findings).map((finding) => (
                <FindingLine key={finding.id} finding={finding} />
              ))}
            </ul>
          </Card>
          <FactsCard diagnosis={diagnosis} />
          <BundleCard core={diagnosis.core} />
        </>
      )}
    </Page>
  );
}

const order: readonly Light[] = ['bad', 'watch', 'note', 'ok'];

const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => order.indexOf(a.light) - order.indexOf(b.light));

const verdict = (findings: readonly Finding[]): 'ok' | 'watch' | 'bad' => {
  const worst = overall(findings);
  return worst === 'note' ? 'ok' : worst;
};

function FindingLine({ finding: { id, light, state, values } }: { finding: Finding }): ReactNode {
  const { t, size } = useText();
  const failureText = useFailureText();
  const { tone, icon: Icon } = looks[light];
  const said = {
    ...values,
    ...('bytes' in values ? { size: size(Number(values['bytes'])) } : {}),
    ...('code' in values ? { why: failureText({ code: values['code'] as ErrorCode }) } : {}),
  };
  return (
    <li className={styles['finding']} data-light={light}>
      <span className={styles['light']}>
        <Tag tone={tone} icon={<Icon aria-hidden="true" />}>
          {t(`diag.light.${light}`)}
        </Tag>
      </span>
      <div>
        <strong>{t(`diag.${id}`)}</strong>
        <p>{t(`diag.${id}.${state}` as MessageId, said)}</p>
      </div>
    </li>
  );
}
