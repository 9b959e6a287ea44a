import { type ReactNode, useState } from 'react';
import { route } from '../../../shared/routing/route.ts';
import type { Rule } from '../../../shared/routing/settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useWhyText } from '../../store/use-why-text.ts';
import { Field } from '../../ui/field.tsx';
import { Chooser } from '../../ui/select.tsx';
import styles from './hours.module.css';

const nothing = { choice: '', key: '', address: '', subject: '', text: '' };
const NO_CHOICE = '-';

/** What would happen with a message of one's own, by these rules and as things stand; it goes nowhere. */
export function RoutingTrial({ rules }: { rules: readonly Rule[] }): ReactNode {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const [typed, setTyped] = useState(nothing);
  const sentences = useTrial(rules, typed);
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change });
  const choices = groups.map(({ id }) => ({ value: id, label: groupName(id) }));
  return (
    <section aria-label={t('routing.try')} className={styles['trial']}>
      <h4>{t('routing.try')}</h4>
      <p className={styles['hint']}>{t('routing.try-hint')}</p>
      <div className={styles['numbers']}>
        <Chooser
          label={t('routing.try.choice')}
          value={typed.choice === '' ? NO_CHOICE : typed.choice}
          options={[{ value: NO_CHOICE, label: t('routing.try.no-choice') }, ...choices]}
          onChange={(choice) => set({ choice: choice === NO_CHOICE ? '' : choice })}
        />
        <Field label={t('routing.try.key')} inputMode="numeric" value={typed.key} onChange={(key) => set({ key })} />
        <Field label={t('routing.try.address')} value={typed.address} onChange={(address) => set({ address })} />
      </div>
      <Field
        label={t('routing.try.subject')}
        value={typed.subject}
        maxLength={500}
        onChange={(subject) => set({ subject })}
      />
      <Field
        isLong
        label={t('routing.try.text')}
        value={typed.text}
        maxLength={4_000}
        onChange={(text) => set({ text })}
      />
      <div role="status" className={styles['answer']}>
        {sentences.map((sentence, index) => (
          <p key={sentence}>{index === 0 ? <strong>{sentence}</strong> : sentence}</p>
        ))}
      </div>
    </section>
  );
}

/** Empty until something is typed. */
function useTrial(rules: readonly Rule[], typed: typeof nothing): readonly string[] {
  const { t } = useText();
  const { groups, groupName } = useDirectory();
  const people = useLive({ name: 'presence', conversationId: null })?.people ?? [];
  const waiting = useLive({ name: 'counts' })?.groups ?? {};
  const whyText = useWhyText();
  const [first] = groups;
  if (first === undefined || Object.values(typed).every((value) => value.trim() === '')) return [];
  const { subject, text } = typed;
  const key = typed.key.trim() === '' ? null : typed.key.trim();
  const input = {
    subject,
    text,
    key,
    choice: typed.choice === '' ? null : typed.choice,
    addresses: [typed.address.split('@')[0] ?? ''],
  };
  const routed = route(input, {
    rules,
    groupIds: groups.map(({ id }) => id),
    // Where keys lead is set at the switchboard's own place.
    keyGroups: new Map(key === null ? [] : [[key, first.id]]),
    availableIds: new Set(people.filter(({ state }) => state === 'available').map(({ userId }) => userId)),
    waitingByGroupId: new Map(Object.entries(waiting)),
  });
  if (routed.why.by === 'key') return [t('routing.try.by-key', { key: routed.why.key })];
  const explained = whyText({ routed, rules, texts: { subject, text }, isWaiting: true });
  return [t('routing.try.result', { group: groupName(routed.groupId) }), ...explained];
}
