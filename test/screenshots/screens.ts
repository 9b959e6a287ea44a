import { agendaScreens } from './agenda-screens.ts';
import { cannedScreens } from './canned-screens.ts';
import { caseScreens } from './case-screens.ts';
import { coordinationScreens } from './coordination-screens.ts';
import { doorScreens } from './door-screens.ts';
import { inboxScreens } from './inbox-screens.ts';
import type { Screen } from './screen.ts';
import { settingsScreens } from './settings-screens.ts';
import { stateScreens } from './state-screens.ts';
import { writingScreens } from './writing-screens.ts';

/** Every screen and state there is. Another one is one line in the file of its area; pictures, axe and the rest follow. */
export const screens: readonly Screen[] = [
  ...doorScreens,
  ...inboxScreens,
  ...caseScreens,
  ...writingScreens,
  ...cannedScreens,
  ...agendaScreens,
  ...coordinationScreens,
  ...stateScreens,
  ...settingsScreens,
];
