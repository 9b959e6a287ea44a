import { useState } from 'react';
import type { DraftFile, OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { ReasonKey } from '../../../shared/guard/finding.ts';
import type { GuardSettings } from '../../../shared/guard/settings.ts';
import { type Despite, type Flag, flagsOfFindings, withFlags } from '../../../shared/model/flag.ts';
import { MAX_WRITTEN_TEXT } from '../../../shared/model/message.ts';
import type { Under } from '../../../shared/protocol/commands.ts';
import type { DraftEditor } from '../../drafts/use-draft.ts';
import { guard, type Scan } from '../../guard/guard.ts';
import { isConfidential } from '../../guard/marked-parts.ts';
import { useGuardSettings } from '../../guard/use-guard-settings.ts';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';
import { seenAt } from '../../store/seen-at.ts';
import { isWaitingChat } from '../../store/waiting-chat.ts';
import type { WrittenKind } from './written-kind.ts';

interface SendOptions {
  readonly open: OpenConversation;
  readonly kind: WrittenKind;
  readonly draft: DraftEditor;
  readonly isBarred: boolean;
  readonly files: readonly DraftFile[];
}

/** Why a reply was not sent at the first press. */
export interface Stop {
  readonly flags: readonly Flag[];
  readonly reasons: readonly ReasonKey[];
}

export interface Sending {
  send(): Promise<void>;
  sendDespite(despite: Despite): Promise<void>;
  readonly stop: Stop | null;
  goBack(): void;
  readonly isSending: boolean;
  readonly canSend: boolean;
}

/** Sends what stands in the draft: it leaves the field only once the command is durable. A confidential reply takes two steps. */
export function useSend({ open, kind, draft, isBarred, files }: SendOptions): Sending {
  const app = useApp();
  const { t } = useText();
  const settings = useGuardSettings();
  const scan = guard.useLoaded();
  const [isSending, setSending] = useState(false);
  const [stop, setStop] = useState<Stop | null>(null);
  // A chat that nobody has is taken by its first answer ([CL12]).
  const isFirst = kind === 'reply' && isWaitingChat(open);
  const text = draft.text.trimEnd();
  // No reply goes anywhere before the guard can read it.
  const isReadable = kind === 'note' || scan !== null;
  const isOurs = isFirst || open.under !== null;
  const canSend = !isBarred && !isSending && isReadable && isOurs && text !== '' && text.length <= MAX_WRITTEN_TEXT;

  // What can be undone is told with how long that can be done.
  const isUndoable = useAppState((state) => state.settings.undoSendSeconds > 0) && open.row.channel !== 'chat';
  const announce = (): void => {
    if (kind === 'note') app.announce(t('composer.note-announce'));
    else if (!isUndoable) app.announce(t('composer.sent-announce'));
  };
  const dispatch = async (despite: Despite | null): Promise<void> => {
    setStop(null);
    setSending(true);
    try {
      const under = isFirst ? await takeFirst(app, open.row.id) : open.under;
      if (under === null) return;
      const messageId = await app.core.call({ name: 'new-id' });
      const written = { name: kind, conversationId: open.row.id, under, messageId, text };
      const isStored = await app.send(
        written.name === 'reply'
          ? { ...written, name: 'reply', ...seenAt(open), ...withFiles(files), ...(despite && { despite }) }
          : written,
      );
      if (isStored) {
        draft.clear();
        announce();
      }
    } catch (error) {
      app.complain(failureOf(error));
    } finally {
      setSending(false);
    }
  };
  const send = async (): Promise<void> => {
    const found = kind === 'reply' && scan !== null ? stopOf(scan, text, { draft, files, settings }) : null;
    if (found === null) await dispatch(null);
    else setStop(found);
  };
  return { send, sendDespite: dispatch, stop, goBack: () => setStop(null), isSending, canSend };
}

const withFiles = (files: readonly DraftFile[]) =>
  files.length === 0 ? {} : { files: files.map(({ id, name, type, sizeBytes }) => ({ id, name, type, sizeBytes })) };

/** What is written after it is written under this claim: it leaves only if that is granted (CL5). */
async function takeFirst({ core }: ReturnType<typeof useApp>, conversationId: string): Promise<Under> {
  const { seq } = await core.call({ name: 'command', command: { name: 'claim', conversationId } });
  return { claim: seq };
}

interface Beside extends Pick<SendOptions, 'draft' | 'files'> {
  readonly settings: GuardSettings;
}

/** The whole text, as the hub will read it ([GU4]); what the hub found in it when it sent it back counts too. */
function stopOf(scan: Scan, text: string, { draft: { returned }, files, settings }: Beside): Stop | null {
  const findings = scan(text, { direction: 'out', ...settings }).findings.filter(isConfidential);
  const here = flagsOfFindings(findings);
  const there = returned?.flags ?? [];
  const all = files.reduce<readonly Flag[]>((found, file) => withFlags(found, file.flags), withFlags(here, there));
  return all.length === 0 ? null : { flags: all, reasons: [...new Set(findings.map(({ reason }) => reason))] };
}
