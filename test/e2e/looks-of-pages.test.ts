import { agendaScreens } from '../screenshots/agenda-screens.ts';
import { cannedScreens } from '../screenshots/canned-screens.ts';
import { coordinationScreens } from '../screenshots/coordination-screens.ts';
import { inboxScreens } from '../screenshots/inbox-screens.ts';
import { settingsScreens } from '../screenshots/settings-screens.ts';
import { stateScreens } from '../screenshots/state-screens.ts';
import { looksSuite } from '../support/looks/suite.ts';

looksSuite([
  ...inboxScreens,
  ...cannedScreens,
  ...agendaScreens,
  ...coordinationScreens,
  ...stateScreens,
  ...settingsScreens,
]);
