import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Group } from '../../../shared/model/directory.ts';
import type { GroupUses } from '../../../shared/model/staff.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { Chooser } from '../../ui/select.tsx';
import { useAtHub } from './use-at-hub.ts';
import styles from './staff.module.css';

/** What names the group is shown before anything happens to it ([GR4], [GR5]). */
export function RetireDialog({ group, onClose }: { group: Group; onClose: () => void }): ReactNode {
  const { t, locale } = useText();
  const app = useApp();
  const { groups, groupName } = useDirectory();
  const failureText = useFailureText();
  const atHub = useAtHub();
  const uses = useUses(group.id);
  const others = groups.filter(({ id }) => id !== group.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const intoId = chosen ?? others[0]?.id ?? null;
  const name = group.name[locale];
  const retire = async (into: string): Promise<void> => {
    const change = { step: 'retire', groupId: group.id, revision: group.revision ?? 0, intoId: into } as const;
    const said = t('groups.retired', { name, group: groupName(into) });
    if ((await atHub.ask(() => app.core.call({ name: 'change-groups', change }), said)) !== null) onClose();
  };
  const failure = atHub.failure ?? uses.failure;
  return (
    <Modal title={t('groups.retire', { name })} closeLabel={t('action.close')} onClose={onClose}>
      <ModalLead>{t('groups.retire-lead')}</ModalLead>
      {intoId !== null && (
        <Chooser
          label={t('groups.into')}
          value={intoId}
          options={others.map(({ id }) => ({ value: id, label: groupName(id) }))}
          onChange={setChosen}
        />
      )}
      {uses.found === null && uses.failure === null && <p role="status">{t('groups.looking')}</p>}
      {uses.found !== null && intoId !== null && <Uses uses={uses.found} into={groupName(intoId)} />}
      {intoId === null && <FieldError>{failureText({ code: 'last-group' })}</FieldError>}
      {failure !== null && <FieldError>{failureText(failure)}</FieldError>}
      <ModalFoot>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          look="primary"
          isDisabled={atHub.isBusy || uses.found === null || intoId === null}
          onPress={() => void (intoId !== null && retire(intoId))}
        >
          {t('groups.retire-do')}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

function Uses({ uses, into }: { uses: GroupUses; into: string }): ReactNode {
  const { t, list } = useText();
  const lines = [
    t('groups.uses.waiting', { count: uses.waiting, group: into }),
    ...(uses.claimed > 0 ? [t('groups.uses.claimed', { count: uses.claimed, group: into })] : []),
    ...(uses.rules.length > 0 ? [t('groups.uses.rules', { count: uses.rules.length, names: list(uses.rules) })] : []),
    ...(uses.keys.length > 0 ? [t('groups.uses.keys', { names: list(uses.keys), group: into })] : []),
    ...(uses.hasHours ? [t('groups.uses.hours')] : []),
    ...(uses.cannedReplies > 0 ? [t('groups.uses.canned', { count: uses.cannedReplies })] : []),
  ];
  return (
    <ul className={styles['uses']} aria-label={t('groups.uses')}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface Found {
  readonly found: GroupUses | null;
  readonly failure: Failure | null;
}

function useUses(id: string): Found {
  const { core } = useApp();
  const [state, setState] = useState<Found>({ found: null, failure: null });
  useEffect(() => {
    let isCurrent = true;
    core.call({ name: 'group-uses', id }).then(
      (found) => isCurrent && setState({ found, failure: null }),
      (error: unknown) => isCurrent && setState({ found: null, failure: failureOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [core, id]);
  return state;
}
