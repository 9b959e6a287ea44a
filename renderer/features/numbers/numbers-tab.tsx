import { ChevronLeft, ChevronRight, FileSpreadsheet } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { countedMeasures, type Numbers } from '../../../shared/model/numbers.ts';
import { mondayAfter, mondayOf, weekOf } from '../../../shared/schedule/weeks.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { saveAs } from '../../ui/save-as.ts';
import { Segments } from '../../ui/segments.tsx';
import { Chooser } from '../../ui/select.tsx';
import { Waits } from '../../ui/small.tsx';
import { columnsOf, type Column, type Grouping } from './columns.ts';
import { casesCsv, numbersCsv } from './numbers-csv.ts';
import { NumbersTable } from './numbers-table.tsx';
import { useNumbers } from './use-numbers.ts';
import styles from './numbers.module.css';

/** A library of its own: whoever never looks at the numbers never loads it. */
const Chart = lazy(async () => ({ default: (await import('./numbers-chart.tsx')).NumbersChart }));

/** How the service went, week by week (section NW): never who did how much. */
export function NumbersTab(): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  const thisMonday = mondayOf(useHubNow());
  const [chosen, setChosen] = useState<string | null>(null);
  const monday = chosen ?? thisMonday;
  const { numbers, failure } = useNumbers(monday);
  const turn = (by: 1 | -1): void => {
    const next = mondayAfter(monday, by);
    setChosen(next >= thisMonday ? null : next);
  };
  return (
    <Card title={t('numbers.title')}>
      <div className={styles['part']}>
        <div className={styles['head']}>
          <p aria-live="polite">
            <strong>{useSpan(monday)}</strong>
            {monday === thisMonday && ` · ${t('numbers.goes-on')}`}
          </p>
          <div className={styles['turn']}>
            <Button isIcon aria-label={t('numbers.previous')} onPress={() => turn(-1)}>
              <ChevronLeft aria-hidden="true" />
            </Button>
            <Button isDisabled={monday === thisMonday} onPress={() => setChosen(null)}>
              {t('numbers.this-week')}
            </Button>
            <Button isIcon isDisabled={monday === thisMonday} aria-label={t('numbers.next')} onPress={() => turn(1)}>
              <ChevronRight aria-hidden="true" />
            </Button>
          </div>
        </div>
        <p className={styles['hint']}>{t('numbers.lead')}</p>
        {failure !== null && <FieldError>{failureText(failure)}</FieldError>}
        {numbers === null && failure === null && <Waits label={t('numbers.looking')} />}
      </div>
      {numbers !== null && <Week numbers={numbers} />}
    </Card>
  );
}

/** `16 nov – 22 nov` */
function useSpan(monday: string): string {
  const { t, dates } = useText();
  const { from, to } = weekOf(monday);
  return t('numbers.span', { since: dates.shortDay(from), to: dates.shortDay(to - 1) });
}

type Counted = (typeof countedMeasures)[number];

function Week({ numbers }: { numbers: Numbers }): ReactNode {
  const { t } = useText();
  const { groupName } = useDirectory();
  const [grouping, setGrouping] = useState<Grouping>('groups');
  const [measure, setMeasure] = useState<Counted>('arrived');
  const columns = columnsOf(numbers, grouping, { t, groupName });
  const [week, before] = [useSpan(numbers.week.monday), useSpan(numbers.before.monday)];
  const bars = columns
    .filter(({ key }) => key !== 'total')
    .map((column) => ({ label: column.label, week: column.week[measure], before: column.before[measure] }));
  return (
    <>
      <div className={styles['part']}>
        <div className={styles['choices']}>
          <Chooser
            label={t('numbers.chart-of')}
            value={measure}
            options={countedMeasures.map((value) => ({ value, label: t(`numbers.${value}`) }))}
            onChange={(value) => setMeasure(countedMeasures.find((each) => each === value) ?? measure)}
          />
          <Segments
            label={t('numbers.by')}
            value={grouping}
            options={[
              { value: 'groups', label: t('numbers.by.groups') },
              { value: 'channels', label: t('numbers.by.channels') },
            ]}
            onChange={setGrouping}
          />
        </div>
        <div role="img" aria-label={t('numbers.chart', { what: t(`numbers.${measure}`), since: before, to: week })}>
          <Suspense fallback={<p className={styles['drawing']}>{t('numbers.drawing')}</p>}>
            <Chart bars={bars} weekLabel={week} beforeLabel={before} />
          </Suspense>
        </div>
        <NumbersTable columns={columns} caption={t('numbers.table', { since: before, to: week })} />
        <p className={styles['hint']}>{t('numbers.times')}</p>
      </div>
      <Saves numbers={numbers} columns={columns} />
    </>
  );
}

function Saves({ numbers: { week, before }, columns }: { numbers: Numbers; columns: readonly Column[] }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { groupName } = useDirectory();
  const save = (name: string, text: string): void => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    saveAs(url, `${name}-${week.monday}.csv`);
    app.timers.after(SAVED_WITHIN_MS, () => URL.revokeObjectURL(url));
    app.announce(t('numbers.saved'));
  };
  const saveCases = async (): Promise<void> => {
    try {
      const cases = await app.core.call({ name: 'arrived', from: week.from, to: week.to });
      save(t('numbers.file-cases'), casesCsv(cases, { t, groupName }));
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
  return (
    <div className={styles['part']}>
      <p className={styles['hint']}>{t('numbers.csv-lead')}</p>
      <div className={styles['choices']}>
        <Button onPress={() => save(t('numbers.file'), numbersCsv({ columns, week, before }, { t, groupName }))}>
          <FileSpreadsheet aria-hidden="true" />
          {t('numbers.save')}
        </Button>
        <Button onPress={() => void saveCases()}>
          <FileSpreadsheet aria-hidden="true" />
          {t('numbers.save-cases')}
        </Button>
      </div>
    </div>
  );
}

/** A link that was pressed has been read by then. */
const SAVED_WITHIN_MS = 60_000;
