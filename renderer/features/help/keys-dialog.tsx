import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { capsOf, definitionOf, type KeyId, keyIds, keySections, labelOf } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp } from '../../store/context.tsx';
import { usePreferences } from '../../store/use-preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Key } from '../../ui/small.tsx';
import styles from './keys-dialog.module.css';

export function KeysDialog(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { singleKeys: hasSingleKeys } = usePreferences();
  return (
    <Modal
      title={t('keys.title')}
      closeLabel={t('action.close')}
      size="wide"
      isText
      onClose={() => app.openDialog(null)}
    >
      {!hasSingleKeys && <ModalLead>{t('keys.off')}</ModalLead>}
      <div className={styles['sections']}>
        {keySections.map((section) => (
          <section key={section}>
            <h3>{t(`keys.section.${section}`)}</h3>
            <dl>
              {keyIds
                .filter((id) => definitionOf(id).section === section)
                .map((id) => (
                  <KeyLine key={id} id={id} />
                ))}
            </dl>
          </section>
        ))}
      </div>
      <ModalFoot>
        <Button
          onPress={() => {
            app.openDialog(null);
            app.show('settings');
          }}
        >
          {t('keys.change')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

function KeyLine({ id }: { id: KeyId }): ReactNode {
  const { t } = useText();
  const presses = useKeyMap().presses(id);
  return (
    <>
      <dt>{t(labelOf(id))}</dt>
      <dd>
        {presses.length === 0 && t('keys.none')}
        {presses.map((press, index) => (
          <span key={press} className={styles['press']}>
            {index > 0 && <span>{t('key.name.or')}</span>}
            {capsOf(press).map((cap) => (
              <Key key={cap}>{cap}</Key>
            ))}
          </span>
        ))}
      </dd>
    </>
  );
}
