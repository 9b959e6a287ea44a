import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { DeskFormFields } from './desk-form.tsx';
import styles from './desk.module.css';
import { type DeskForms, useDeskForms } from './use-desk-form.ts';

/** Where a volunteer takes down what somebody on the telephone or at the desk says, with the keyboard alone. */
export function DeskPage(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const forms = useDeskForms();
  const { current } = forms;
  return (
    <Page title={t('nav.desk')} lead={t('desk.lead')}>
      {current !== null && (
        <DeskFormFields
          key={current.conversationId}
          draft={current}
          onOpened={(conversationId, number) => {
            app.announce(t('desk.announce', { number }));
            app.go({ view: 'to-take', groupId: null, conversationId, scrollTop: 0 });
          }}
          onLeave={() => app.show('inbox')}
        />
      )}
      {forms.unfinished.length > 0 && <Unfinished forms={forms} />}
    </Page>
  );
}

function Unfinished({ forms }: { forms: DeskForms }): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  return (
    <section className={styles['unfinished']} aria-labelledby="desk-unfinished">
      <h3 id="desk-unfinished">{t('desk.unfinished')}</h3>
      <ul>
        {forms.unfinished.map(({ conversationId, form, returned }) => (
          <li key={conversationId}>
            <Button onPress={() => forms.choose(conversationId)}>
              {t('desk.unfinished-item', {
                number: form.number ?? t('desk.no-number'),
                name: form.name.trim() || t('desk.unfinished-nameless'),
              })}
            </Button>
            {returned !== null && <p>{t('desk.returned', { why: failureText(returned) })}</p>}
          </li>
        ))}
      </ul>
      <Button look="plain" onPress={forms.startAnother}>
        {t('desk.another')}
      </Button>
    </section>
  );
}
