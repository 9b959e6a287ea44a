import { useCallback, useEffect, useState } from 'react';
import { assess, type Finding } from '../../../shared/diagnostics/assess.ts';
import type { CoreFacts, DesktopFacts } from '../../../shared/diagnostics/facts.ts';
import { useApp, useLive } from '../../store/context.tsx';
import type { App } from '../../store/create-app.ts';

export interface Diagnosis {
  readonly core: CoreFacts | null;
  readonly desktop: DesktopFacts;
  readonly findings: readonly Finding[];
  readonly localAt: number;
}

/** A core that says nothing for so long is taken for a broken one; looking at every page takes longer. */
const ANSWER_WITHIN_MS = { quick: 4_000, thorough: 120_000 } as const;

/** How things are: looked at when the page opens, when the connection changes, and when somebody asks. */
export function useDiagnosis() {
  const app = useApp();
  const connection = useLive({ name: 'status' })?.connection;
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const [isBusy, setBusy] = useState(false);
  const look = useCallback(
    async (checksAll: boolean): Promise<void> => {
      setBusy(true);
      const found = await diagnose(app, checksAll).catch(() => null);
      setBusy(false);
      if (found !== null) setDiagnosis(found);
    },
    [app],
  );
  useEffect(() => void look(false), [look, connection]);
  return { diagnosis, isBusy, look };
}

async function diagnose(app: App, checksAll: boolean): Promise<Diagnosis> {
  const [core, desktop] = await Promise.all([coreFacts(app, checksAll), app.desktop.call('diagnostics', null)]);
  const localAt = app.clock.now();
  return { core, desktop, localAt, findings: assess({ core, desktop, localNow: localAt }) };
}

/** Null: it did not answer. */
function coreFacts({ core, timers }: App, checksAll: boolean): Promise<CoreFacts | null> {
  return new Promise((resolve) => {
    const limitMs = checksAll ? ANSWER_WITHIN_MS.thorough : ANSWER_WITHIN_MS.quick;
    const cancel = timers.after(limitMs, () => resolve(null));
    const ended = (facts: CoreFacts | null): void => {
      cancel();
      resolve(facts);
    };
    core.call({ name: 'diagnose', checksAll }).then(ended, () => ended(null));
  });
}
