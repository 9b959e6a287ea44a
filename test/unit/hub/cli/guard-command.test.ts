import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'sportello-guard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = path.resolve(import.meta.dirname, '../../../..');

const iban = 'IT60X0542811101000000123456';

function start(...args: readonly string[]) {
  const command = spawn(process.execPath, ['hub/cli/guard/index.ts', ...args], { cwd: root });
  const lines = createInterface({ input: command.stdout })[Symbol.asyncIterator]();
  let complaints = '';
  command.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const next = async () => JSON.parse(String((await lines.next()).value)) as { id: string; confidential: boolean };
  const write = (line: unknown) => command.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  return { command, next, write, complaints: () => complaints };
}

test(
  'each line is answered before the next is written, and a bad one is named without its text',
  { timeout: 60_000 },
  async () => {
    const { command, next, write, complaints } = start('-');
    write({ id: 'a', lang: 'it', direction: 'in', text: 'la password è Girasole77!' });
    const first = await next();
    expect(first).toMatchObject({ id: 'a', confidential: true, findings: [{ start: 14, kind: 'CREDENTIAL' }] });
    expect(JSON.stringify(first)).not.toContain('Girasole');
    write('{"id":"b","text":Girasole77}');
    write({ id: 'c', lang: 'en', direction: 'out', text: 'See you on Thursday.' });
    expect(await next()).toEqual({ id: 'c', confidential: false, findings: [] });
    command.stdin.end();
    expect(await once(command, 'close')).toEqual([1, null]);
    expect(complaints()).toContain('line 2');
    expect(complaints()).not.toContain('Girasole');
  },
);

test("with --association its own numbers are harmless, and with none they aren't", { timeout: 60_000 }, async () => {
  const association = path.join(folder, 'association.json');
  writeFileSync(association, JSON.stringify({ ibans: [iban] }));
  const messages = path.join(folder, 'messages.jsonl');
  writeFileSync(messages, `${JSON.stringify({ id: 'a', lang: 'it', direction: 'in', text: `Pago su ${iban}?` })}\n`);
  const own = start(messages, '--association', association);
  expect(await own.next()).toMatchObject({ id: 'a', confidential: false });
  const other = start(messages);
  expect(await other.next()).toMatchObject({ id: 'a', confidential: true });
});
