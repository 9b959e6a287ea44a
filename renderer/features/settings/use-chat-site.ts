import { useEffect, useState } from 'react';
import type { ChatSite } from '../../../shared/chat/site.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

export interface ChatSiteState {
  readonly site: ChatSite | null;
  readonly failure: Failure | null;
  /** True when the hub has it. */
  set(origin: string, isAllowed: boolean): Promise<boolean>;
}

/** Asked of the hub each time that it is shown or changed: nothing of it is kept on this PC. */
export function useChatSite(): ChatSiteState {
  const { core } = useApp();
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const [site, setSite] = useState<ChatSite | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    core.call({ name: 'chat-site' }).then(
      (found) => {
        if (!isCurrent) return;
        setSite(found);
        setFailure(null);
      },
      (error: unknown) => isCurrent && setFailure(failureOf(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [core, isOnline, asked]);
  return {
    site,
    failure,
    async set(origin, isAllowed) {
      try {
        await core.call({ name: 'set-chat-origin', change: { origin, isAllowed } });
        setAsked(asked + 1);
        return true;
      } catch (error) {
        setFailure(failureOf(error));
        return false;
      }
    },
  };
}
