import { FileDown, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { ChronologyExport } from '../../../shared/model/chronology-export.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { oneThread } from '../../store/one-thread.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import styles from './chronology.module.css';
import { ChronologyTable } from './chronology-table.tsx';
import { chronologyLines, type Wanted } from './lines.ts';
import { PrintSheet } from './print-sheet.tsx';

/** All that happened in a case, to be read, printed or saved. */
export function ChronologyDialog({ conversationId }: { conversationId: string }): ReactNode {
  const app = useApp();
  const open = useLive({ name: 'conversation', id: conversationId });
  const merged = useLive({ name: 'merged', id: conversationId });
  if (!open || open.content === null) return null;
  return <Opened open={open} merged={merged ?? []} onClose={() => app.openDialog(null)} />;
}

interface OpenedProps {
  readonly open: OpenConversation;
  readonly merged: readonly OpenConversation[];
  readonly onClose: () => void;
}

function Opened({ open, merged, onClose }: OpenedProps): ReactNode {
  const { t, dates } = useText();
  const { me } = useDirectory();
  const [wanted, setWanted] = useState<Wanted>({ withTexts: false, withNotes: false });
  const { number, id } = open.row;
  const takeOut = useTakingOut(number);
  const title = t('chronology.title', { number });
  const lines = chronologyLines(oneThread(open, merged), wanted);
  const mayTakeOut = me !== null && open.content?.participantIds.includes(me.id) === true;
  const about = { conversationId: id, ...wanted };
  const seesFrom = open.content?.seesFrom;
  return (
    <>
      <Modal title={title} closeLabel={t('action.close')} size="wide" onClose={onClose}>
        <div className={styles['choices']}>
          <Choice
            label={t('chronology.with-texts')}
            isOn={wanted.withTexts}
            onChange={(withTexts) => setWanted({ ...wanted, withTexts })}
          />
          <Choice
            label={t('chronology.with-notes')}
            isOn={wanted.withNotes}
            onChange={(withNotes) => setWanted({ ...wanted, withNotes })}
          />
        </div>
        {seesFrom !== undefined && (
          <p className={styles['why']}>{t('chronology.part', { when: dates.full(seesFrom.at) })}</p>
        )}
        {/* what scrolls has to be reached by the keyboard */}
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
          <ChronologyTable lines={lines} openId={id} caption={title} />
        </div>
        <p className={styles['why']}>{t(mayTakeOut ? 'chronology.recorded' : 'chronology.only-participants')}</p>
        <ModalFoot>
          <Button isDisabled={!mayTakeOut} onPress={() => void takeOut({ ...about, form: 'print' })}>
            <Printer aria-hidden="true" />
            {t('chronology.print')}
          </Button>
          <Button look="primary" isDisabled={!mayTakeOut} onPress={() => void takeOut({ ...about, form: 'pdf' })}>
            <FileDown aria-hidden="true" />
            {t('chronology.save')}
          </Button>
        </ModalFoot>
      </Modal>
      <PrintSheet open={open} lines={lines} title={title} withSubject={wanted.withTexts} />
    </>
  );
}

/** Written down at the hub first (CX2): what can't be written down is not taken out. */
function useTakingOut(number: string): (wanted: ChronologyExport) => Promise<void> {
  const { t } = useText();
  const app = useApp();
  return async (wanted) => {
    try {
      await app.core.call({ name: 'record-export', wanted });
      if (wanted.form === 'print') return window.print();
      const { ended } = await app.desktop.call('save-pdf', { number });
      if (ended === 'saved') app.announce(t('chronology.saved'));
      if (ended === 'failed') app.complain({ code: 'disk-full' });
    } catch (error) {
      app.complain(failureOf(error));
    }
  };
}

interface ChoiceProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

const Choice = ({ label, isOn, onChange }: ChoiceProps): ReactNode => (
  <Checkbox className={styles['choice'] ?? ''} isSelected={isOn} onChange={onChange}>
    <span className={styles['box']} aria-hidden="true">
      {isOn ? '✓' : ''}
    </span>
    {label}
  </Checkbox>
);
