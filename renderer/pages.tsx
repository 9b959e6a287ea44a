import type { ReactNode } from 'react';
import type { Page } from '../shared/bridge/desktop.ts';
import { AgendaPage } from './features/agenda/agenda-page.tsx';
import { BoardPage } from './features/board/board-page.tsx';
import { CannedRepliesPage } from './features/canned-replies/canned-replies-page.tsx';
import { CoordinationPage } from './features/coordination/coordination-page.tsx';
import { DeskPage } from './features/desk/desk-page.tsx';
import { DiagnosticsPage } from './features/diagnostics/diagnostics-page.tsx';
import { NumbersTab } from './features/numbers/numbers-tab.tsx';
import { OutboxPage } from './features/outbox/outbox-page.tsx';
import { CategoriesCard } from './features/settings/categories-card.tsx';
import { DeadlinesCard } from './features/settings/deadlines-card.tsx';
import { HoursCard } from './features/settings/hours-card.tsx';
import { NeedToKnowCard } from './features/settings/need-to-know-card.tsx';
import { RoutingCard } from './features/settings/routing-card.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { GroupsTab } from './features/staff/groups-tab.tsx';
import { PeopleTab } from './features/staff/people-tab.tsx';
import type { CoordinationTab } from './store/app-state.ts';

/** What coordinators set for the association; the settings lead here. */
const coordination = {
  groups: <GroupsTab />,
  people: (
    <>
      <PeopleTab />
      <NeedToKnowCard />
    </>
  ),
  numbers: <NumbersTab />,
  hours: (
    <>
      <HoursCard />
      <DeadlinesCard />
    </>
  ),
  routing: (
    <>
      <RoutingCard />
      <CategoriesCard />
    </>
  ),
} as const satisfies Record<CoordinationTab, ReactNode>;

export type OtherPage = Exclude<Page, 'inbox'>;

/**
 * Everything that stands in the place of list and conversation: nobody begins there. `onBack` is for the diagnostics, which also
 * stand where nobody has signed in.
 */
export function pageOf(page: OtherPage, onBack: () => void): ReactNode {
  switch (page) {
    case 'desk':
      return <DeskPage />;
    case 'agenda':
      return <AgendaPage />;
    case 'board':
      return <BoardPage />;
    case 'canned-replies':
      return <CannedRepliesPage />;
    case 'outbox':
      return <OutboxPage />;
    case 'coordination':
      return <CoordinationPage contents={coordination} />;
    case 'settings':
      return <SettingsPage />;
    case 'diagnostics':
      return <DiagnosticsPage onBack={onBack} />;
  }
}
