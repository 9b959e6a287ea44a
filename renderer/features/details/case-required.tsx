import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { type Required, type RequiredKind, requiredKinds, type RequiredStep } from '../../../shared/model/required.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import styles from './details.module.css';

/** Which documents the case needs from its contact: what is in is ticked, what is missing is asked for in the reply (RQ1, RQ3). */
export function CaseRequired({ open }: { open: OpenConversation }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { content, under, row } = open;
  if (content === null || content.seesFrom !== undefined) return null;
  const conversationId = row.id;
  const list = content.required ?? [];
  const mayChange = under !== null && row.state === 'claimed';
  if (list.length === 0 && !mayChange) return null;
  const say = (kind: RequiredKind, step: RequiredStep): void => {
    if (under !== null) void app.send({ name: 'require-document', conversationId, under, kind, step });
  };
  const missing = list.filter(({ isIn }) => !isIn);
  const ask = (): void => {
    const lines = missing.map(({ kind }) => `– ${t(`required.kind.${kind}`)}`).join('\n');
    app.putOffer({ conversationId, text: t('required.text', { count: missing.length, list: lines }) });
  };
  const isKnown = (kind: RequiredKind): boolean => list.some((each) => each.kind === kind);
  const entries = requiredKinds
    .filter((kind) => !isKnown(kind))
    .map((kind) => ({ id: kind, label: t(`required.kind.${kind}`), run: () => say(kind, 'asked') }));
  return (
    <>
      <h3 id="required-documents">{t('required.heading')}</h3>
      {list.length === 0 && <p className={styles['sub']}>{t('required.none')}</p>}
      {list.length > 0 && <List {...{ list, mayChange, say }} />}
      {list.length > 0 && missing.length === 0 && <p className={styles['sub']}>{t('required.all-in')}</p>}
      {mayChange && (
        <p className={styles['ways']}>
          {entries.length > 0 && (
            <MenuButton isSmall label={t('required.add')} face={t('required.add-short')} entries={entries} />
          )}
          {missing.length > 0 && (
            <Button isSmall onPress={ask}>
              {t('required.ask')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

interface ListProps {
  readonly list: readonly Required[];
  readonly mayChange: boolean;
  readonly say: (kind: RequiredKind, step: RequiredStep) => void;
}

function List({ list, mayChange, say }: ListProps): ReactNode {
  const { t } = useText();
  return (
    <ul className={styles['required']} aria-labelledby="required-documents">
      {list.map(({ kind, isIn }) => {
        const what = t(`required.kind.${kind}`);
        return (
          <li key={kind}>
            <label>
              <input
                type="checkbox"
                checked={isIn}
                disabled={!mayChange}
                onChange={({ target }) => say(kind, target.checked ? 'in' : 'asked')}
              />
              {what}
            </label>
            {mayChange && <CrossButton label={t('required.drop', { what })} onPress={() => say(kind, 'dropped')} />}
          </li>
        );
      })}
    </ul>
  );
}
