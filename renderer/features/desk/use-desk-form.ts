import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { type DeskForm, parseDeskForm } from '../../../shared/model/desk.ts';
import { useApp, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { emptyForm, isBlank } from './form.ts';

export type DeskDraft = Result<'desk-drafts'>[number];

export interface DeskForms {
  /** The one on the screen; null while it is being made. */
  readonly current: DeskDraft | null;
  /** The others that somebody began. */
  readonly unfinished: readonly (DeskDraft & { readonly form: DeskForm })[];
  choose(conversationId: string): void;
  /** Another form, with a number of its own. */
  startAnother(): void;
}

/** Forms that were begun on this PC: each is a draft from its first moment, with its number (NB6). */
export function useDeskForms(): DeskForms {
  const app = useApp();
  const { groups } = useDirectory();
  const drafts = useLive({ name: 'desk-drafts' });
  const [chosenId, choose] = useState<string | null>(null);
  const isMaking = useRef(false);
  const firstGroup = groups[0]?.id;

  const make = useCallback(async (): Promise<void> => {
    if (isMaking.current || firstGroup === undefined) return;
    isMaking.current = true;
    try {
      const [conversationId, messageId] = await Promise.all([newId(app), newId(app)]);
      const form = emptyForm({ number: await numberOrNone(app), messageId, groupId: firstGroup });
      await app.core.call({ name: 'save-draft', conversationId, kind: 'desk', text: JSON.stringify(form) });
      choose(conversationId);
    } catch (error) {
      app.complain(failureOf(error));
    } finally {
      isMaking.current = false;
    }
  }, [app, firstGroup]);

  const forms = (drafts ?? []).flatMap((draft) => {
    const form = parseDeskForm(draft.text);
    return form === null ? [] : [{ ...draft, form }];
  });
  const blank = forms.find(({ form, returned }) => isBlank(form) && returned === null);
  const current = forms.find(({ conversationId }) => conversationId === chosenId) ?? blank ?? null;
  const isNeeded = drafts !== undefined && current === null;
  useEffect(() => {
    if (isNeeded) void make();
  }, [isNeeded, make]);

  return {
    current,
    unfinished: forms.filter((each) => each !== current && !isBlank(each.form)),
    choose,
    startAnother: () => (blank === undefined ? void make() : choose(blank.conversationId)),
  };
}

const newId = (app: ReturnType<typeof useApp>): Promise<string> => app.core.call({ name: 'new-id' });

/** Where none is left the form is written all the same: it gets one later (NB2). */
export async function numberOrNone(app: ReturnType<typeof useApp>): Promise<string | null> {
  try {
    return (await app.core.call({ name: 'take-number' })).number;
  } catch (error) {
    if (failureOf(error).code === 'no-numbers') return null;
    throw error;
  }
}
