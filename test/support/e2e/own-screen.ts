// Before each file of tests with windows: the screen of the worker that runs it.
import { screens } from './screens.ts';

Object.assign(process.env, screens()[Number(process.env['VITEST_POOL_ID']) - 1]);
