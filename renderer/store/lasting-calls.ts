import type { StoreApi } from 'zustand/vanilla';
import type { Call } from '../../shared/bridge/core.ts';
import type { DesktopCallName } from '../../shared/bridge/desktop.ts';
import type { AppState } from './app-state.ts';
import type { Effects } from './create-app.ts';

/** Ms after which something is said to whoever waits. */
const LASTS_MS = 1000;

/** What a person asks for and waits for, where nothing else on the screen says that it is on its way. */
const waitedFor: ReadonlySet<string> = new Set<Call['name'] | DesktopCallName>([
  'add-canned-file',
  'add-file',
  'bring-canned-file',
  'cancel',
  'change-canned-replies',
  'change-groups',
  'change-own-replies',
  'change-people',
  'command',
  'end-inspection',
  'group-uses',
  'inspect',
  'make-bundle',
  'move-all',
  'next',
  'plan-reassignment',
  'reassign',
  'record-export',
  'save-bundle',
  'save-pdf',
  'set-chat-origin',
  'set-schedule',
  'set-settings',
  'undo-reassignment',
]);

/** The same ways to core and main; `working` counts what has lasted for more than a second and has not ended. */
export function watchCalls({ core, desktop, timers }: Effects, store: StoreApi<AppState>) {
  const watched = <Value>(name: string, answer: Promise<Value>): Promise<Value> => {
    if (!waitedFor.has(name)) return answer;
    let isSaid = false;
    const add = (more: 1 | -1): void => store.setState(({ working }) => ({ working: working + more }));
    const cancel = timers.after(LASTS_MS, () => {
      isSaid = true;
      add(1);
    });
    const ended = (): void => {
      if (isSaid) add(-1);
      else cancel();
    };
    answer.then(ended, ended);
    return answer;
  };
  return {
    core: { ...core, call: ((call) => watched(call.name, core.call(call))) as typeof core.call },
    desktop: {
      ...desktop,
      call: ((name, params) => watched(name, desktop.call(name, params))) as typeof desktop.call,
    },
  };
}
