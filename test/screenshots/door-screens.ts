import type { Script } from '../support/renderer/scripted-core.ts';
import { stuckDoor } from '../support/renderer/stuck-door.ts';
import { go, inDialog, offline, press, type Screen, steps } from './screen.ts';

const unknown: Script['status'] = { connection: 'not-enrolled', association: null, me: null };
const office: NonNullable<Script['volunteers']> = {
  current: 'maria',
  isNew: false,
  isShared: true,
  all: [
    { id: 'maria', name: 'Maria Rossi', waiting: 3 },
    { id: 'luca', name: 'Luca Bianchi', waiting: 0 },
    { id: 'new', name: null, waiting: 0 },
  ],
};
const door = (wants: 'pin' | 'new-pin' | 'nothing', more: Script = {}): Script => ({
  status: { connection: 'locked', door: { wants } },
  volunteers: office,
  ...more,
});

/** Who sits here: the first start, enrolment, lock and switch. */
export const doorScreens: readonly Screen[] = [
  { name: 'starting', script: { status: { connection: 'starting' } } },
  {
    name: 'starting-newer-database',
    script: { status: { connection: 'starting', problem: { code: 'database-newer' } } },
  },
  { name: 'sign-in', isMain: true, script: { status: { ...unknown, hubUrl: null, protection: 'none' } } },
  {
    name: 'sign-in-expired',
    script: { status: unknown, fails: { enrol: { code: 'expired-code' } } },
    act: async (page) => {
      await page.getByLabel('Codice di attivazione').fill('abcd-efgh');
      await page.getByRole('button', { name: 'Attiva' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'volunteers', isMain: true, script: { volunteers: { ...office, current: null } } },
  { name: 'door-pin', isMain: true, script: door('pin') },
  {
    name: 'door-pin-wrong',
    script: door('pin', { fails: { unlock: { code: 'wrong-pin' } } }),
    act: async (page) => {
      await page.getByLabel('PIN').fill('123456');
      await page.keyboard.press('Enter');
      await page
        .getByText(/PIN non/)
        .first()
        .waitFor();
    },
  },
  { name: 'door-forgotten', script: door('pin'), act: steps(go('PIN dimenticato?'), inDialog) },
  { name: 'door-new-pin', script: door('new-pin') },
  { name: 'door-gone', script: door('nothing') },
  { name: 'door-stuck', script: stuckDoor('unknown-device') },
  { name: 'door-asking', script: stuckDoor(null) },
  { name: 'door-begin-anew', script: stuckDoor('key-lost'), act: steps(go(/Ricomincia con un codice/), inDialog) },
  {
    name: 'unknown-device',
    script: {
      ...offline,
      status: { ...offline.status, problem: { code: 'unknown-device' } },
      fails: { enrol: { code: 'other-user' } },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Inserisci un codice' }).click();
      await page.getByLabel('Codice di attivazione').fill('abcd-efgh');
      await page.getByRole('button', { name: 'Attiva', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'altra persona' }).waitFor();
    },
  },
  { name: 'diagnostics-alone', script: { status: unknown }, act: steps(go(/[Dd]iagnostica/), press('Tab')) },
];
