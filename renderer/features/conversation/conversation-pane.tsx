import { FileQuestion, MousePointerClick } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { GuardProvider } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { Empty, Loading } from '../../ui/small.tsx';
import { useThread } from '../../store/use-thread.ts';
import { Answer } from './answer.tsx';
import { CompanyLine } from './company.tsx';
import styles from './conversation.module.css';
import { isWaitingChat } from '../../store/waiting-chat.ts';
import { GuardPanel } from './guard-panel.tsx';
import { Head } from './head.tsx';
import { InspectionView } from './inspection.tsx';
import { KeptDrafts } from './kept-drafts.tsx';
import { PassingStrip } from './passing.tsx';
import { Strip } from './strip.tsx';
import { StubView } from './stub-view.tsx';
import { Thread } from './thread.tsx';
import { useClaimWatch, useMoves } from './use-moves.ts';

interface ConversationPaneProps {
  /** What one writes with; a feature of its own. */
  readonly renderComposer: (open: OpenConversation) => ReactNode;
  /** What stands over the thread; a feature of its own. */
  readonly renderOver: (open: OpenConversation) => ReactNode;
}

export function ConversationPane({ renderComposer, renderOver }: ConversationPaneProps): ReactNode {
  const { t, list } = useText();
  const app = useApp();
  const id = useAppState((state) => state.place.conversationId);
  const open = useLive(id === null ? null : { name: 'conversation', id });
  const keyboard = useKeyMap();
  const moves = [keyboard.caps('next'), keyboard.caps('previous')].filter((caps) => caps !== null);
  useLead(open?.row.mergedInto);
  useNothingToWrite(open);
  useKeys({ back: id === null ? undefined : () => app.go({ conversationId: null }) });
  return (
    <section className={styles['pane']} aria-label={t('landmark.conversation')} data-pane tabIndex={-1}>
      {id === null && (
        <Empty
          icon={MousePointerClick}
          title={t('conversation.none')}
          why={t('conversation.none-why', { key: moves.length < 2 ? 'none' : list(moves) })}
        />
      )}
      {id !== null && open === null && (
        <Empty icon={FileQuestion} title={t('conversation.gone')} why={t('conversation.gone-why')} />
      )}
      {open === undefined && id !== null && <Loading label={t('conversation.loading')} />}
      {open && <Opened key={open.row.id} open={open} renderComposer={renderComposer} renderOver={renderOver} />}
    </section>
  );
}

/** A case that another one leads is shown there (MG6). */
function useLead(leadId: string | undefined): void {
  const app = useApp();
  useEffect(() => {
    if (leadId !== undefined) app.go({ conversationId: leadId });
  }, [app, leadId]);
}

/** Where nothing can be written, nobody goes on writing. */
function useNothingToWrite(open: OpenConversation | null | undefined): void {
  const app = useApp();
  const isReadOnly = open === null || (open !== undefined && !mayWrite(open));
  useEffect(() => {
    if (isReadOnly) app.resumeWriting();
  }, [app, isReadOnly]);
}

function Opened({ open, renderComposer, renderOver }: ConversationPaneProps & { open: OpenConversation }): ReactNode {
  const merged = useLive({ name: 'merged', id: open.row.id }) ?? none;
  const entries = useThread(open, merged);
  const read = useMemo(() => withMerged(open, merged), [open, merged]);
  const inspection = useLive({ name: 'inspection', conversationId: open.row.id });
  const moves = useMoves(open);
  useClaimWatch(open);
  useOpenedReport(open);
  return (
    <GuardProvider open={read}>
      <Head open={open} moves={moves} />
      <Strip open={open} />
      <PassingStrip open={open} />
      {renderOver(open)}
      {open.content !== null && open.row.flags.length > 0 && <GuardPanel open={open} />}
      {open.content !== null && <Thread conversation={open.content} entries={entries} />}
      {open.content === null && !inspection && <StubView open={open} />}
      {open.content === null && inspection && <InspectionView open={open} inspection={inspection} />}
      {open.content !== null && <CompanyLine open={open} />}
      {mayWrite(open) ? (
        <Answer open={open} merged={merged} entries={entries} renderComposer={renderComposer} />
      ) : (
        [open, ...merged].map((each) => <KeptDrafts key={each.row.id} open={each} />)
      )}
    </GuardProvider>
  );
}

const none: readonly OpenConversation[] = [];

/** What the contacts wrote in all of them is read together. */
const withMerged = (open: OpenConversation, merged: readonly OpenConversation[]): OpenConversation => {
  if (merged.length === 0) return open;
  const flags = [...new Set([open, ...merged].flatMap(({ row }) => row.flags))];
  return { ...open, row: { ...open.row, flags }, messages: [open, ...merged].flatMap(({ messages }) => messages) };
};

/** Whoever answers a chat that waits takes it by that ([CL12]). */
const mayWrite = (open: OpenConversation): boolean =>
  open.content !== null && (open.under !== null || isWaitingChat(open));

/** Reading a case before the claim is counted by the hub: the assignee sees how many workstations had it open. */
function useOpenedReport({ row, content }: OpenConversation): void {
  const app = useApp();
  const isRead = row.state === 'waiting' && content !== null;
  useEffect(() => {
    if (isRead) app.reportOpened(row.id);
  }, [app, isRead, row.id]);
}
