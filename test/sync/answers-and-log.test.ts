import { expect, test } from 'vitest';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { createCable } from '../support/core-cable.ts';
import { openTestCore } from '../support/core-fixture.ts';
import { startTestHub } from '../support/hub-fixture.ts';

/** More than a frame takes. */
const NOTES = 150;

test('[CO5] The log of the database is left alone while many answers come, not for one', async () => {
  const hub = await startTestHub();
  const cable = createCable();
  const expected: boolean[] = [];
  const core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: {
      openSocket: cable.openSocket,
      openDatabase(options) {
        const opened = openDatabase(options);
        if (!opened.ok) return opened;
        const expectAnswers = (areExpected: boolean): void => {
          if (expected.at(-1) !== areExpected) expected.push(areExpected);
          opened.db.expectAnswers(areExpected);
        };
        return { ...opened, db: { ...opened.db, expectAnswers } };
      },
    },
  });
  const window = core.renderer();
  const status = window.watch({ name: 'status' });
  const id = await hub.receive();
  await window.watch({ name: 'conversation', id }).until((value) => value !== null, 'known');
  const { seq: claim } = await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await status.until(({ outboxCount }) => outboxCount === 0, 'answered');
  expect(expected).not.toContain(true);
  cable.pull();
  await status.until(({ connection }) => connection === 'offline', 'offline');
  for (let note = 0; note < NOTES; note += 1) {
    const messageId = await window.call({ name: 'new-id' });
    const command = {
      name: 'note',
      conversationId: id,
      under: { claim },
      messageId,
      text: 'Aspetta una conferma.',
    } as const;
    await window.call({ name: 'command', command });
  }
  expect(expected).not.toContain(true);
  cable.plug();
  await window.call({ name: 'retry-now' });
  await status.until(({ outboxCount }) => outboxCount === 0, 'all answered');
  expect(expected.slice(expected.indexOf(true))).toEqual([true, false]);
  core.remove();
  await hub.close();
});
