import { FileQuestion, MousePointerClick } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { GuardProvider } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { Empty } from '../../ui/small.tsx';
import { CompanyLine } from './company.tsx';
import styles from './conversation.module.css';
import { GuardPanel } from './guard-panel.tsx';
import { Head } from './head.tsx';
import { KeptDrafts } from './kept-drafts.tsx';
import { Strip } from './strip.tsx';
import { StubView } from './stub-view.tsx';
import { Thread } from './thread.tsx';
import { useClaimWatch, useMoves } from './use-moves.ts';

interface ConversationPaneProps {
  /** What one writes with; a feature of its own. */
  readonly renderComposer: (open: OpenConversation) => ReactNode;
}

export function ConversationPane({ renderComposer }: ConversationPaneProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const id = useAppState((state) => state.place.conversationId);
  const open = useLive(id === null ? null : { name: 'conversation', id });
  useKeys({ back: id === null ? undefined : () => app.go({ conversationId: null }) });
  return (
    <section className={styles['pane']} aria-label={t('landmark.conversation')} data-pane tabIndex={-1}>
      {id === null && (
        <Empty icon={MousePointerClick} title={t('conversation.none')} why={t('conversation.none-why')} />
      )}
      {id !== null && open === null && (
        <Empty icon={FileQuestion} title={t('conversation.gone')} why={t('conversation.gone-why')} />
      )}
      {open === undefined && id !== null && <p className="only-read-aloud">{t('conversation.loading')}</p>}
      {open && <Opened key={open.row.id} open={open} renderComposer={renderComposer} />}
    </section>
  );
}

function Opened({ open, renderComposer }: ConversationPaneProps & { open: OpenConversation }): ReactNode {
  const moves = useMoves(open);
  useClaimWatch(open);
  useOpenedReport(open);
  return (
    <GuardProvider open={open}>
      <Head open={open} moves={moves} />
      <Strip open={open} />
      {open.content !== null && open.row.flags.length > 0 && <GuardPanel open={open} />}
      {open.content === null ? (
        <StubView row={open.row} />
      ) : (
        <Thread conversation={open.content} messages={open.messages} />
      )}
      {open.content !== null && <CompanyLine open={open} />}
      {open.content !== null && open.under !== null ? renderComposer(open) : <KeptDrafts open={open} />}
    </GuardProvider>
  );
}

/** Reading a case before the claim is counted by the hub: the assignee sees how many workstations had it open. */
function useOpenedReport({ row, content }: OpenConversation): void {
  const app = useApp();
  const isRead = row.state === 'waiting' && content !== null;
  useEffect(() => {
    if (isRead) app.reportOpened(row.id);
  }, [app, isRead, row.id]);
}
