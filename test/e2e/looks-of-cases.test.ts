import { caseScreens } from '../screenshots/case-screens.ts';
import { doorScreens } from '../screenshots/door-screens.ts';
import { writingScreens } from '../screenshots/writing-screens.ts';
import { looksSuite } from '../support/looks/suite.ts';

looksSuite([...doorScreens, ...caseScreens, ...writingScreens]);
