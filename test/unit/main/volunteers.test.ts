import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idleMinutes } from '../../../main/idle-lock.ts';
import { newVolunteer, note, removeVolunteer, volunteersIn } from '../../../main/volunteers.ts';

const pc = () => mkdtempSync(join(tmpdir(), 'sportello-volunteers-'));
const fill = (folder: string, keys: object = { pin: {}, identity: 'x', hasShare: true, choosesPin: false }) => {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys));
  for (const name of ['secret.json', 'sportello.db', 'sportello.db-wal', 'logs/core.log']) {
    writeFileSync(join(folder, name), 'x');
  }
};

test('[ID6] each volunteer has a folder of their own; the first one is the one that was always there', () => {
  const at = pc();
  expect(volunteersIn(at)).toEqual([]);
  const first = newVolunteer(at);
  expect(first).toMatchObject({ id: 'first', folder: at, name: null });
  fill(at);
  note(first, { name: 'Maria Rossi', waiting: 2 });
  const second = newVolunteer(at);
  expect(second.folder).toMatch(/volunteers[\\/][0-9a-f]{16}$/);
  fill(second.folder);
  expect(volunteersIn(at)).toMatchObject([{ id: 'first', name: 'Maria Rossi', waiting: 2 }, { id: second.id }]);
});

test('[ID6] an enrolment that was begun and not finished is nobody, and is gone on with', () => {
  const at = pc();
  fill(at);
  const begun = newVolunteer(at);
  fill(begun.folder, { pin: null, identity: null, hasShare: false, choosesPin: false });
  expect(volunteersIn(at).map(({ id }) => id)).toEqual(['first']);
  expect(newVolunteer(at).id).toBe(begun.id);
});

test('[SH5] removing one volunteer takes all that is theirs, and nothing of anybody else', () => {
  const at = pc();
  const first = newVolunteer(at);
  fill(at);
  note(first, { name: 'Maria Rossi', waiting: 0 });
  writeFileSync(join(at, 'settings.json'), '{}');
  writeFileSync(join(at, 'sportello.db.unreadable-1'), 'x');
  const second = newVolunteer(at);
  fill(second.folder);
  removeVolunteer(at, first);
  expect(readdirSync(at).toSorted()).toEqual(['settings.json', 'volunteers']);
  removeVolunteer(at, second);
  expect(existsSync(second.folder)).toBe(false);
  expect(volunteersIn(at)).toEqual([]);
});

test('[ID5] an idle PC locks after five minutes where it is shared, elsewhere when the policy says', () => {
  expect(idleMinutes({})).toBeNull();
  expect(idleMinutes({ SharedPc: 'yes' })).toBe(5);
  expect(idleMinutes({ SharedPc: 'yes', IdleLockMinutes: '2' })).toBe(2);
  expect(idleMinutes({ IdleLockMinutes: '15' })).toBe(15);
});
