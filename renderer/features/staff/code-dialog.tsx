import { Copy, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot } from '../../ui/modal.tsx';
import { useAtHub } from './use-at-hub.ts';
import styles from './staff.module.css';

export interface IssuedCode {
  readonly userId: string;
  readonly name: string;
  readonly letters: string;
  readonly expiresAt: number;
}

interface DialogProps {
  readonly code: IssuedCode;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const minuteMs = 60_000;

/** A code is here once, on the screen or on paper: neither the hub nor this PC keeps it (HS6, [PE2]). */
export function CodeDialog({ code, onChanged, onClose }: DialogProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const [isCopied, setCopied] = useState(false);
  const withdraw = async (): Promise<void> => {
    const change = { step: 'withdraw-code', userId: code.userId } as const;
    const done = await atHub.ask(() => app.core.call({ name: 'change-people', change }), t('people.code-withdrawn'));
    onChanged();
    if (done !== null) onClose();
  };
  return (
    <Modal title={t('people.sheet', { name: code.name })} closeLabel={t('action.close')} onClose={onClose}>
      <Sheet code={code} />
      <div className={styles['off-paper']}>
        <p role="status" className={styles['hint']}>
          {isCopied ? t('people.copied') : t('people.code-once')}
        </p>
        {atHub.failure !== null && <FieldError>{failureText(atHub.failure)}</FieldError>}
        <ModalFoot>
          <Button isDisabled={atHub.isBusy} onPress={() => void withdraw()}>
            {t('people.code-withdraw')}
          </Button>
          <Button onPress={() => window.print()}>
            <Printer aria-hidden="true" />
            {t('people.print')}
          </Button>
          <Button look="primary" onPress={() => setCopied(copyText(code.letters))}>
            <Copy aria-hidden="true" />
            {t('people.copy')}
          </Button>
        </ModalFoot>
      </div>
    </Modal>
  );
}

/** What goes to whoever is new, in plain steps. */
function Sheet({ code: { letters, expiresAt } }: { code: IssuedCode }): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const hub = useLive({ name: 'status' })?.hubUrl ?? '';
  const left = Math.max(0, Math.ceil((expiresAt - now) / minuteMs));
  return (
    <div className={styles['sheet']} data-sheet>
      <p className={styles['code']}>{letters}</p>
      <p>
        {left === 0
          ? t('people.code-over')
          : t('people.code-left', { count: left, when: dates.atMoment(expiresAt, now) })}
      </p>
      <ol className={styles['steps']}>
        <li>{t('people.step.open')}</li>
        <li>{t('people.step.hub', { where: hub })}</li>
        <li>{t('people.step.code')}</li>
        <li>{t('people.step.pin')}</li>
      </ol>
      <p className={styles['hint']}>{t('people.step.help')}</p>
    </div>
  );
}
