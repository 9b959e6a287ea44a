import { type ReactNode, useLayoutEffect } from 'react';
import type { Result } from '../shared/bridge/core-queries.ts';
import { AppointmentDialog } from './features/agenda/appointment-dialog.tsx';
import { BookDialog } from './features/agenda/book-dialog.tsx';
import { ChronologyDialog } from './features/chronology/chronology-dialog.tsx';
import { Composer } from './features/composer/composer.tsx';
import { ConversationPane } from './features/conversation/conversation-pane.tsx';
import { UnseenDialog } from './features/conversation/unseen-dialog.tsx';
import { InspectDialog } from './features/conversation/inspect-dialog.tsx';
import { CallDialog } from './features/contact/call-dialog.tsx';
import { ContactDialog } from './features/contact/contact-dialog.tsx';
import { Details } from './features/details/details.tsx';
import { AddDialog } from './features/handover/add-dialog.tsx';
import { DeclineDialog } from './features/handover/decline-dialog.tsx';
import { HandOverAllDialog } from './features/handover/hand-over-all-dialog.tsx';
import { HandoverDialog } from './features/handover/handover-dialog.tsx';
import { ReassignDialog } from './features/handover/reassign-dialog.tsx';
import { ReassignedToast } from './features/handover/reassigned-toast.tsx';
import { KeysDialog } from './features/help/keys-dialog.tsx';
import { Inbox } from './features/inbox/inbox.tsx';
import { SearchResults } from './features/inbox/search-results.tsx';
import { MergeDialog } from './features/merge/merge-dialog.tsx';
import { UnmergeDialog } from './features/merge/unmerge-dialog.tsx';
import { NextButton } from './features/next/next-button.tsx';
import { SkipDialog } from './features/next/skip-dialog.tsx';
import { SkipStrip } from './features/next/skip-strip.tsx';
import { useNext } from './features/next/use-next.ts';
import { UndoSends } from './features/outbox/undo-sends.tsx';
import { PracticeStrip } from './features/practice/practice-strip.tsx';
import { PromiseDialog } from './features/promise/promise-dialog.tsx';
import { Palette } from './features/palette/palette.tsx';
import { Frame } from './features/shell/frame.tsx';
import { LiveRegions } from './features/shell/live-regions.tsx';
import { PastToasts, Toasts } from './features/shell/toasts.tsx';
import { Starting } from './features/shell/starting.tsx';
import { useAppearance, useTitle } from './features/shell/use-appearance.ts';
import { useArrivalsWatch, useConnectionWatch } from './features/shell/use-connection-watch.ts';
import { ActivateAgain } from './features/sign-in/activate-again.tsx';
import { DoorPage } from './features/sign-in/door.tsx';
import { SignIn } from './features/sign-in/sign-in.tsx';
import { VolunteersPage } from './features/sign-in/volunteers.tsx';
import { TextProvider, useText } from './i18n/text.tsx';
import { useKeys } from './keys/use-keys.ts';
import { OtherPage } from './other-page.tsx';
import { SpellingHost } from './spelling/spelling-host.tsx';
import { AppProvider, useApp, useAppState, useLive } from './store/context.tsx';
import { comeBack } from './store/last-place.ts';
import { useMayChange } from './store/use-may-change.ts';
import type { App as AppValue } from './store/create-app.ts';

/** Puts the features together: they know nothing of one another. */
export function App({ app }: { app: AppValue }): ReactNode {
  return (
    <AppProvider app={app}>
      <Localized />
    </AppProvider>
  );
}

function Localized(): ReactNode {
  const locale = useAppState((state) => state.settings.language);
  return (
    <TextProvider locale={locale}>
      <PracticeStrip>
        <Window />
      </PracticeStrip>
    </TextProvider>
  );
}

function Window(): ReactNode {
  const connection = useLive({ name: 'status' })?.connection;
  const isEmptySeat = useAppState((state) => state.volunteers !== null && state.volunteers.current === null);
  const isAlone = useAppState((state) => state.page === 'diagnostics') && (isEmptySeat || !isDesk(connection));
  useAppearance();
  if (isAlone) return <DiagnosticsAlone />;
  return (
    <>
      {isEmptySeat ? <VolunteersPage /> : <Seat connection={connection} />}
      <LiveRegions />
    </>
  );
}

type Connection = Result<'status'>['connection'] | undefined;

const isDesk = (connection: Connection): boolean =>
  connection === 'connecting' || connection === 'online' || connection === 'offline';

/** Where nobody has signed in, or can't. */
function DiagnosticsAlone(): ReactNode {
  const { t } = useText();
  const app = useApp();
  return (
    <>
      <main className="whole-window">
        <h1 className="only-read-aloud">{t('app.name')}</h1>
        <OtherPage page="diagnostics" onBack={() => app.show('inbox')} />
      </main>
      <LiveRegions />
    </>
  );
}

function Seat({ connection }: { connection: Connection }): ReactNode {
  switch (connection) {
    case undefined:
    case 'starting':
      return <Starting />;
    case 'locked':
      return <DoorPage />;
    case 'not-enrolled':
      return <SignIn />;
    case 'connecting':
    case 'online':
    case 'offline':
      return <Desk />;
  }
}

/** The window of somebody who is signed in. */
function Desk(): ReactNode {
  const app = useApp();
  const isSearching = useAppState((state) => state.searchText.trim() !== '');
  useTitle();
  useConnectionWatch();
  useArrivalsWatch();
  useNext();
  useComingBack();
  const hasPin = useLive({ name: 'status' })?.pin === 'set';
  const mayChange = useMayChange();
  useKeys({
    help: () => app.openDialog({ kind: 'keys' }),
    'new-contact': () => app.show('desk'),
    settings: () => app.show('settings'),
    lock: hasPin ? () => void app.desktop.call('lock', null) : undefined,
    switch: mayChange ? () => void app.desktop.call('stand-up', null) : undefined,
  });
  return (
    <>
      <Frame
        list={isSearching ? <SearchResults /> : <Inbox action={<NextButton />} />}
        work={
          <>
            <ConversationPane
              renderComposer={(open) => <Composer open={open} />}
              renderOver={({ row }) => <SkipStrip conversationId={row.id} />}
            />
            <Details />
          </>
        }
        page={usePage()}
      />
      <Toasts>
        <UndoSends />
        <ReassignedToast />
      </Toasts>
      <Dialogs />
      <SpellingHost />
    </>
  );
}

/** After a restart or a lock, to where they were; before anything else is drawn. */
function useComingBack(): void {
  const app = useApp();
  const last = useLive({ name: 'preferences' })?.place ?? null;
  useLayoutEffect(() => {
    if (last !== null) comeBack(app, last);
  }, [app, last]);
}

function usePage(): ReactNode {
  const app = useApp();
  const page = useAppState((state) => state.page);
  return page === 'inbox' ? null : <OtherPage page={page} onBack={() => app.show('settings')} />;
}

function Dialogs(): ReactNode {
  const dialog = useAppState((state) => state.dialog);
  switch (dialog?.kind) {
    case 'keys':
      return <KeysDialog />;
    case 'palette':
      return <Palette />;
    case 'past-toasts':
      return <PastToasts />;
    case 'activate-again':
      return <ActivateAgain />;
    case 'hand-over':
      return <HandoverDialog mode={dialog.mode} conversationId={dialog.conversationId} />;
    case 'unseen':
      return <UnseenDialog {...dialog} />;
    case 'decline-transfer':
      return <DeclineDialog conversationId={dialog.conversationId} />;
    case 'hand-over-all':
      return <HandOverAllDialog conversationIds={dialog.conversationIds} />;
    case 'skip':
      return <SkipDialog conversationId={dialog.conversationId} />;
    case 'add-participant':
      return <AddDialog conversationId={dialog.conversationId} />;
    case 'reassign':
      return <ReassignDialog cases={dialog.cases} />;
    case 'inspect':
      return <InspectDialog conversationId={dialog.conversationId} />;
    case 'merge':
      return <MergeDialog conversationId={dialog.conversationId} otherId={dialog.otherId} />;
    case 'unmerge':
      return <UnmergeDialog conversationId={dialog.conversationId} />;
    case 'chronology':
      return <ChronologyDialog conversationId={dialog.conversationId} />;
    case 'call':
      return <CallDialog conversationId={dialog.conversationId} />;
    case 'promise':
      return <PromiseDialog conversationId={dialog.conversationId} />;
    case 'contact':
      return <ContactDialog conversationId={dialog.conversationId} />;
    case 'book':
      return <BookDialog {...dialog} />;
    case 'appointment':
      return <AppointmentDialog conversationId={dialog.conversationId} appointmentId={dialog.appointmentId} />;
    case undefined:
      return null;
  }
}
