import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { ReassignPlan, ReassignRequest, ReassignTarget } from '../../../shared/model/reassignment.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Modal, ModalFoot, ModalLead } from '../../ui/modal.tsx';
import { PlanText } from './plan-text.tsx';
import { TargetChoice } from './target-choice.tsx';

/** A coordinator passes cases on without reading them (section RA): to whom, what would happen, and then it does. */
export function ReassignDialog({ cases }: { cases: ReassignRequest['cases'] }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const nameOfTarget = useTargetName();
  const [request, setRequest] = useState<ReassignRequest | null>(null);
  const [plan, setPlan] = useState<ReassignPlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isMissing, setMissing] = useState(false);
  const close = (): void => app.openDialog(null);
  const choose = async (to: ReassignTarget | null): Promise<void> => {
    setPlan(null);
    setFailure(null);
    setMissing(false);
    if (to === null) return setRequest(null);
    try {
      const asked = { id: await app.core.call({ name: 'new-id' }), to, cases };
      setRequest(asked);
      setPlan(await app.core.call({ name: 'plan-reassignment', request: asked }));
    } catch (error) {
      setFailure(failureOf(error));
    }
    return undefined;
  };
  const submit = async (): Promise<void> => {
    if (request === null || plan === null) return setMissing(true);
    try {
      const { moves, undoUntil } = await app.core.call({ name: 'reassign', request });
      const to = nameOfTarget(request.to);
      if (undoUntil !== null) app.showReassigned({ id: request.id, moves, to, undoUntil });
      app.announce(t('reassign.done', { count: moves, to }));
      return close();
    } catch (error) {
      return setFailure(failureOf(error));
    }
  };
  return (
    <Modal title={t('reassign.title', { count: cases.length })} closeLabel={t('action.close')} onClose={close}>
      <ModalLead>{t('reassign.lead')}</ModalLead>
      <TargetChoice currentGroupId="" isForAnyone onChoose={(to) => void choose(to)} />
      <div aria-live="polite">
        {plan !== null && request !== null && <PlanText plan={plan} to={nameOfTarget(request.to)} />}
      </div>
      {isMissing && <FieldError>{t('handover.choose')}</FieldError>}
      {failure !== null && <FieldError>{failureText(failure)}</FieldError>}
      <ModalFoot>
        <Button onPress={close}>{t('action.cancel')}</Button>
        <Button look="primary" isDisabled={plan?.moves === 0} onPress={() => void submit()}>
          {t('reassign.go', { count: plan?.moves ?? cases.length })}
        </Button>
      </ModalFoot>
    </Modal>
  );
}

function useTargetName(): (to: ReassignTarget) => string {
  const { nameOf, groupName } = useDirectory();
  return (to) => ('userId' in to ? nameOf(to.userId) : groupName(to.groupId));
}
