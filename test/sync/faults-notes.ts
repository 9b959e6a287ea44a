import type Sqlite from 'better-sqlite3';
import { appendFileSync } from 'node:fs';
import type { TestRenderer } from '../support/core-fixture.ts';
import { sendMail } from '../support/mailbox.ts';
import { textsAtHub } from '../support/texts-at-hub.ts';

export const noteText = (n: number): string => `nota ${n}`;

/** Brings a mail, claims it, and gives what it takes to write notes in it and, with even numbers, replies. */
export async function claimOne(window: TestRenderer, smtpPort: number) {
  await sendMail(smtpPort, {
    ...{ from: { name: 'Anna', address: 'anna@posta.example' }, to: 'assistenza@dbo.example' },
    ...{ subject: 'Gita', text: 'Buongiorno' },
  });
  const list = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 5 } as const;
  const { rows } = await window.watch(list).until(({ total }) => total === 1, 'the mail');
  const conversationId = rows[0]?.id ?? '';
  await window.call({ name: 'command', command: { name: 'claim', conversationId } });
  const open = window.watch({ name: 'conversation', id: conversationId });
  const claimed = await open.until((value) => typeof value?.under === 'number', 'claimed');
  const under = claimed?.under as number;
  return {
    notesOf: (on: TestRenderer) => (n: number) => on.call({ name: 'command', command: noteCommand(n) }),
    note: (n: number) => window.call({ name: 'command', command: noteCommand(n) }),
    // Asked anew: an older question's last answer may be from before the command.
    settled: () =>
      window.watch({ name: 'status' }).until(({ outboxCount }) => outboxCount === 0, 'nothing in the outbox'),
  };
  function noteCommand(n: number) {
    const written = { conversationId, under, messageId: `n-${n}`, text: noteText(n) };
    return n % 2 === 0 ? ({ name: 'reply', ...written } as const) : ({ name: 'note', ...written } as const);
  }
}

export function atHub(sqlite: Sqlite.Database): { texts: string[]; answered: number; unmailed: string[] } {
  const isThere = sqlite.prepare("select 1 from sqlite_schema where name = 'devices'").get() !== undefined;
  if (!isThere) return { texts: [], answered: 0, unmailed: [] };
  const texts = textsAtHub(sqlite, "kind in ('reply', 'note')").filter((text) => text.startsWith('nota '));
  const unmailed = textsAtHub(sqlite, repliesWithoutTheirMail);
  const answered = sqlite.prepare('select coalesce(max(seq), 0) from command_answers').pluck().get();
  return { texts, answered: Number(answered), unmailed };
}

const repliesWithoutTheirMail = `messages.kind = 'reply'
  and (select count(*) from outgoing_mails where message_id = messages.id) <> 1`;

/** As the shim would write it, between what the watched process did before and after. */
export function appendMark(log: string, path: string, text: string): void {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(1, 0);
  head.writeUInt32LE(Buffer.byteLength(path), 4);
  head.writeUInt32LE(Buffer.byteLength(text), 8);
  appendFileSync(log, Buffer.concat([head, Buffer.from(path), Buffer.from(text)]));
}
