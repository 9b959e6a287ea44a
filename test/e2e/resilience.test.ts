import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchApp, type App } from '../support/app.ts';
import { sendMail } from '../support/mailbox.ts';
import { commandLine, descendants } from '../support/proc.ts';
import { shown } from '../support/e2e/page.ts';
import { enrolCode, eventually, startHub, type HubProcess } from '../support/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'sportello-resilience-'));
const data = join(folder, 'hub');
let hub: HubProcess;
let app: App | undefined;

beforeAll(async () => {
  hub = await startHub({ data, extra: ['--mail-domain', 'dbo.example'] });
  await sendMail(hub.smtpPort, {
    from: 'Anna Belotti <anna@posta.example>',
    to: 'assistenza@dbo.example',
    subject: 'Cambio indirizzo',
    text: 'Ho cambiato indirizzo e-mail.',
    attachments: [{ filename: 'nuovo indirizzo.txt', content: 'via Roma 1, Bergamo', contentType: 'text/plain' }],
  });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(async () => {
  await hub?.stop();
});

async function open(name: string, options: { enrol?: boolean } = {}): Promise<App> {
  const userData = join(folder, name);
  mkdirSync(userData, { recursive: true });
  const hubUrl = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const code = options.enrol === false ? {} : { code: await enrolCode(data, name) };
  app = await launchApp({ userData, hubUrl, ...code });
  return app;
}

test('a core that is killed comes back, with what was typed', async () => {
  const { electron, page } = await open('Maria');
  await page().getByRole('option').filter({ hasText: 'Cambio indirizzo' }).click();
  await page().getByRole('button', { name: 'Prendi in carico', exact: true }).click();
  await page().keyboard.press('Control+2');
  await page().getByRole('option').filter({ hasText: 'Cambio indirizzo' }).click();
  const box = page().getByPlaceholder(/Scrivi la risposta/);
  await box.fill('Ho aggiornato');
  await page()
    .getByText(/Bozza salvata/)
    .waitFor();
  const core = descendants(electron.process().pid ?? 0).find((pid) => commandLine(pid).includes('dist/core/index.js'));
  process.kill(core ?? 0, 'SIGKILL');
  await box.pressSequentially(' il suo indirizzo.');
  await page()
    .getByText(/Bozza salvata/)
    .waitFor();
  await page().getByText('Sincronizzato').waitFor();
  expect(await box.inputValue()).toBe('Ho aggiornato il suo indirizzo.');
  await box.press('Control+Enter');
  await page().getByRole('log').getByText('Ho aggiornato il suo indirizzo.').waitFor();
});

test('the next start leads to where one was; an attachment of that case is saved where the person wants it', async () => {
  const { electron, page } = await open('Maria', { enrol: false });
  const target = join(folder, 'salvato.txt');
  await electron.evaluate(({ session }, path) => {
    // The system's own dialog can't be driven; it would give this answer.
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(path));
  }, target);
  await shown(page().getByRole('heading', { name: 'In carico a me' }));
  await shown(page().getByRole('option', { selected: true }).filter({ hasText: 'Cambio indirizzo' }));
  await page().getByText('nuovo indirizzo.txt').click();
  const saved = await eventually('the file', () => existsSync(target) && readFileSync(target, 'utf8'));
  expect(saved).toBe('via Roma 1, Bergamo');
});

test('an unreadable settings file is kept aside and said', async () => {
  const userData = join(folder, 'Luca');
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, 'settings.json'), '{"language": "it", "the');
  const { page } = await open('Luca');
  await page().getByText('Impostazioni di fabbrica').waitFor();
  const aside = readdirSync(userData).find((file) => file.startsWith('settings.json.unreadable-'));
  expect(readFileSync(join(userData, aside ?? ''), 'utf8')).toBe('{"language": "it", "the');
});

test('a key that cannot be unwrapped is said, and nothing is overwritten', async () => {
  const userData = join(folder, 'Giulia');
  mkdirSync(userData, { recursive: true });
  const damaged = '{"version":1,"protection":"keyring","databaseKey":"AAAA"}';
  writeFileSync(join(userData, 'secret.json'), damaged);
  const { page } = await open('Giulia', { enrol: false });
  await page()
    .getByText(/chiave/)
    .first()
    .waitFor();
  expect(readFileSync(join(userData, 'secret.json'), 'utf8')).toBe(damaged);
  expect(readdirSync(userData)).not.toContain('sportello.db');
});

test('a database that cannot be read is said, and its bytes are kept', async () => {
  const { page } = await open('Carla');
  await page().getByText('Sincronizzato').waitFor();
  await app?.close();
  app = undefined;
  const userData = join(folder, 'Carla');
  const file = join(userData, 'sportello.db');
  writeFileSync(file, Buffer.alloc(8_192, 7));
  const broken = await open('Carla', { enrol: false });
  await broken
    .page()
    .getByText(/archivio/i)
    .first()
    .waitFor();
  const bytes = readdirSync(userData)
    .filter((name) => name.startsWith('sportello.db'))
    .map((name) => readFileSync(join(userData, name)));
  expect(bytes.some((content) => content.equals(Buffer.alloc(8_192, 7)))).toBe(true);
});
