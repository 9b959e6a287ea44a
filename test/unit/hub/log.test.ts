import { expect, test } from 'vitest';
import { createLog, type LogFields } from '../../../hub/log.ts';

const CANARY = 'CANARINO@posta.example';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(createLog({ write: (line) => (text += line) }));
  return text;
}

test('Only allowed fields get in, also when a wider object is passed', () => {
  const wider = { deviceId: 'd1', text: CANARY, contact: { email: CANARY } } as LogFields;
  const line = logged((log) => log.info('welcomed', wider));
  expect(JSON.parse(line)).toMatchObject({ msg: 'welcomed', deviceId: 'd1' });
  expect(line).not.toContain(CANARY);
});

test('Of an error the name, the code and the place get in, not its message', () => {
  const error = Object.assign(new TypeError(`cannot read ${CANARY}\nand ${CANARY}`), { code: 'SQLITE_BUSY' });
  const line = logged((log) => log.defect('feed', error));
  expect(JSON.parse(line)).toMatchObject({
    msg: 'defect',
    where: 'feed',
    errorName: 'TypeError',
    errorCode: 'SQLITE_BUSY',
  });
  expect(line).toContain('log.test.ts');
  expect(line).not.toContain(CANARY);
  expect(logged((log) => log.defect('feed', CANARY))).not.toContain(CANARY);
});
