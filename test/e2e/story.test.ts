import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import { openMailbox, sendMail, type Mailbox } from '../support/mailbox.ts';
import { eventually, listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { openVolunteer } from '../support/e2e/volunteer.ts';
import { button, focused, openRow, pressOn, shown, tabTo, typeInto } from '../support/e2e/page.ts';

/**
 * The whole way, for real: a mail comes in, two volunteers see it, one takes it, the other's copy is gone, an answer leaves
 * by mail, and a hub killed in the middle loses nothing; by keyboard alone. Hub, windows and the outside world are separate programs.
 */
const folder = mkdtempSync(join(tmpdir(), 'sportello-story-'));
const data = join(folder, 'hub');
const domain = 'dbo.example';
const anna = 'anna.belotti@posta.example';
let outside: Mailbox;
let hub: HubProcess;
let maria: App;
let luca: App;

/** In whatever window the person has by then: losing an open case replaces it. */
const seen = (app: App, find: (page: Page) => Locator): Promise<boolean> =>
  eventually(
    'in the window',
    () =>
      find(app.page())
        .first()
        .isVisible()
        .catch(() => false),
    40_000,
  );
const rows = (page: Page): Locator => page.getByRole('listbox').getByRole('option');
const row = (page: Page, text: string): Locator => rows(page).filter({ hasText: text });
const thread = (page: Page): Locator => page.getByRole('log');

/** By keys alone, and sent. */
async function reply(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Shift+G');
  await expect.poll(() => focused(page)).toBe('Risposta');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
}

async function hubAt(ports?: { http: number; smtp: number }): Promise<HubProcess> {
  return await startHub({
    data,
    relay: `smtp://127.0.0.1:${outside.port}`,
    ...(ports === undefined ? {} : { httpPort: ports.http, smtpPort: ports.smtp }),
    extra: ['--mail-domain', domain],
  });
}

const writeFrom = (subject: string, text: string, more: object = {}): Promise<void> =>
  sendMail(hub.smtpPort, {
    from: { name: 'Anna Belotti', address: anna },
    to: `assistenza@${domain}`,
    subject,
    text,
    ...more,
  });

async function pictures(name: string): Promise<void> {
  await maria.picture(`${name}-maria`);
  await luca.picture(`${name}-luca`);
}

beforeAll(async () => {
  outside = await openMailbox();
  hub = await hubAt();
  const office = { folder, data, httpPort: hub.httpPort };
  [maria, luca] = [await openVolunteer(office, 'Maria Rossi'), await openVolunteer(office, 'Luca Bianchi')];
  await shown(maria.page().getByText('Sincronizzato'));
  await shown(luca.page().getByText('Sincronizzato'));
}, 120_000);

afterAll(async () => {
  expect([...(maria?.problems() ?? []), ...(luca?.problems() ?? [])]).toEqual([]);
  await maria?.close();
  await luca?.close();
  await hub?.stop();
  await outside?.close();
});

describe('from mail to mail', () => {
  test('a mail becomes a case that both see, and the contact is told its number', async () => {
    await writeFrom('Non riesco ad accedere', 'Buongiorno, dopo il cambio password il portale mi rifiuta.');
    await shown(row(maria.page(), 'Non riesco ad accedere'));
    await shown(row(luca.page(), 'Anna Belotti'));
    const acknowledgement = await eventually('acknowledgement', () => outside.to(anna)[0]);
    const [listed] = await listConversations(data);
    expect(acknowledgement.text).toContain(listed?.number);
    expect(acknowledgement.headers.get('auto-submitted')).toBe('auto-replied');
    await pictures('01-arrived');
  });

  test('[CL1] Luca reads it, Maria takes it: his copy is gone, and she sees the receipt', async () => {
    const lucaBefore = luca.page();
    await openRow(lucaBefore, 'Non riesco ad accedere');
    await shown(thread(lucaBefore).getByText('il portale mi rifiuta'));
    await openRow(maria.page(), 'Non riesco ad accedere');
    await shown(thread(maria.page()).getByText('il portale mi rifiuta'));
    await pictures('02-both-read');
    await maria.page().keyboard.press('c');
    await shown(maria.page().getByText('Privata: la vedi solo tu'));
    const fresh = await luca.replaced(lucaBefore);
    await shown(fresh.getByText('In carico a Maria Rossi').or(fresh.getByText('è stata presa in carico')));
    expect(await fresh.getByText('il portale mi rifiuta').count()).toBe(0);
    expect(await fresh.getByText('Non riesco ad accedere').count()).toBe(0);
    await shown(maria.page().getByText('tolta da 1 altra postazione'));
    await shown(maria.page().getByText('1 l’aveva aperta'));
    await pictures('03-claimed');
  });

  test('[OU3] Maria answers: it leaves by mail once, and says "inviata" only then', async () => {
    const page = maria.page();
    await reply(page, 'Buongiorno Anna, le ho reimpostato la password.');
    await shown(thread(page).getByText('le ho reimpostato la password'));
    await shown(thread(page).getByRole('article').filter({ hasText: 'le ho reimpostato' }).getByText('inviata'));
    const answers = outside.to(anna).filter((mail) => mail.text?.includes('le ho reimpostato la password'));
    expect(answers).toHaveLength(1);
    await pictures('04-answered');
  });

  test('the contact answers by mail: it joins the case, and only Maria sees it', async () => {
    const answer = outside.to(anna).find((mail) => mail.text?.includes('reimpostato'));
    await sendMail(hub.smtpPort, {
      from: { name: 'Anna Belotti', address: anna },
      to: answer?.replyTo?.value[0]?.address ?? '',
      subject: `Re: ${answer?.subject}`,
      inReplyTo: answer?.messageId ?? '',
      text: 'Grazie, ora funziona.\n\nIl giorno dom 22 nov 2026 alle ore 10:00 Associazione ha scritto:\n> le ho reimpostato la password',
    });
    await shown(thread(maria.page()).getByText('Grazie, ora funziona'));
    expect(await luca.page().getByText('Grazie, ora funziona').count()).toBe(0);
    expect(await listConversations(data)).toHaveLength(1);
  });
});

describe('the hub is killed in the middle', () => {
  let ports: { http: number; smtp: number };

  test('both are told, and go on reading, searching and writing', async () => {
    await writeFrom('Iscrizione alla gita', 'Vorrei iscrivere mia figlia alla gita di sabato.');
    await shown(row(maria.page(), 'Iscrizione alla gita'));
    await shown(row(luca.page(), 'Iscrizione alla gita'));
    ports = { http: hub.httpPort, smtp: hub.smtpPort };
    await hub.kill();
    await shown(maria.page().getByText(/Senza collegamento da/));
    await shown(luca.page().getByText(/Senza collegamento da/));
    await pictures('05-hub-killed');

    const page = maria.page();
    await reply(page, 'Se capita ancora, ci scriva pure.');
    await shown(thread(page).getByText('in uscita'));
    await page.keyboard.press('Control+f');
    await expect.poll(() => focused(page)).toBe('Cerca');
    // As it was never written: accents and capitals make no difference.
    await page.keyboard.type('REIMPÒSTATO');
    await shown(page.getByText('Risultati'));
    await shown(page.locator('mark').filter({ hasText: /reimpostato/i }));
    await maria.picture('06-search-offline');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
  });

  test('[CL5] both take the same case offline: a request, shown as such', async () => {
    for (const app of [luca, maria]) {
      await app.page().keyboard.press('Escape');
      await app.page().keyboard.press('Control+1');
      await openRow(app.page(), 'Iscrizione alla gita');
      await app.page().keyboard.press('Control+Shift+P');
      await shown(app.page().getByText(/Presa richiesta/));
      await reply(app.page(), `Risposta offline di ${app === luca ? 'Luca' : 'Maria'}.`);
      await shown(thread(app.page()).getByText(/Risposta offline/));
    }
    await pictures('07-claimed-offline');
    expect(outside.to(anna).filter((mail) => /Risposta offline|ci scriva pure/.test(mail.text ?? ''))).toEqual([]);
  });

  test('[CO2] [CO7] the hub is back: what was in uscita leaves exactly once, the loser gets the text back as a draft', async () => {
    hub = await hubAt(ports);
    await seen(maria, (page) => page.getByText('Sincronizzato'));
    await seen(luca, (page) => page.getByText('Sincronizzato'));
    const offline = await eventually(
      'one of the two offline replies',
      () => outside.to(anna).find((mail) => mail.text?.includes('Risposta offline')),
      30_000,
    );
    await eventually('the reply written before', () =>
      outside.to(anna).find((mail) => mail.text?.includes('ci scriva pure')),
    );
    const winner = offline.text?.includes('di Luca') === true ? luca : maria;
    const loser = winner === luca ? maria : luca;
    await seen(loser, (page) => page.getByText(/non è stata accettata/));
    await pictures('08-hub-back');
    const count = (text: string): number => outside.received.filter((mail) => mail.text?.includes(text)).length;
    expect(count('Risposta offline')).toBe(1);
    expect(count('ci scriva pure')).toBe(1);
    const gita = (await listConversations(data, true)).find((each) => JSON.stringify(each).includes('gita'));
    expect(gita).toMatchObject({ state: 'claimed', assignee: winner === luca ? 'Luca Bianchi' : 'Maria Rossi' });
  });
});

describe('transfer, release, resolve, reopen', () => {
  const toMine = (page: Page): Promise<void> => page.keyboard.press('Control+2');

  /** By keyboard alone. */
  async function passOn(page: Page, note: string): Promise<void> {
    await page.keyboard.press('p');
    const dialog = page.getByRole('dialog', { name: /Passa la pratica/ });
    await shown(dialog);
    await page.keyboard.type('luca');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shown(dialog.getByText('finché Luca Bianchi non accetta'));
    await typeInto(page, 'Nota di consegna', note);
    await maria.picture('08-passing');
    await pressOn(dialog.getByRole('button', { name: 'Passa', exact: true }));
    await dialog.waitFor({ state: 'detached' });
  }

  test('[TR1] [TR3] [TR5] Maria passes the first case to Luca, who reads her note and nothing else, and can’t', async () => {
    const page = maria.page();
    await toMine(page);
    await openRow(page, 'Non riesco ad accedere');
    await shown(thread(page).getByText('il portale mi rifiuta'));
    await passOn(page, 'Ha già la password nuova.');
    await shown(page.getByText('Passata a Luca Bianchi: resta in carico a te'));
    expect(await thread(page).getByText('il portale mi rifiuta').count()).toBe(1);
    const his = luca.page();
    await shown(his.getByText(/Maria Rossi ti passa la pratica/));
    await toMine(his);
    await openRow(his, 'te la passa Maria Rossi');
    await shown(his.getByText('Ha già la password nuova.'));
    expect(await his.getByText('Non riesco ad accedere').count()).toBe(0);
    await pictures('09-asked');
    await tabTo(his, 'Non posso');
    await his.keyboard.press('Enter');
    const dialog = his.getByRole('dialog', { name: /Non puoi prendere la pratica/ });
    await shown(dialog);
    await pressOn(dialog.getByRole('radio', { name: 'Adesso non ho tempo' }), 'Space');
    await luca.picture('09-declining');
    await pressOn(dialog.getByRole('button', { name: 'Rispondi' }));
    await his.getByText('Ha già la password nuova.').waitFor({ state: 'detached' });
    await expect.poll(() => focused(his)).not.toBe('');
    await shown(page.getByText(/Luca Bianchi non può prendere la pratica/));
    await shown(thread(page).getByText('Luca Bianchi non può prenderla: ora non ha tempo'));
    await page.getByText('Passata a Luca Bianchi: resta in carico a te').waitFor({ state: 'detached' });
  });

  test('[TR4] [CL8] asked again he accepts by key: she loses the text, he gets it with her note', async () => {
    const page = maria.page();
    await openRow(page, 'Non riesco ad accedere');
    await shown(thread(page).getByText('il portale mi rifiuta'));
    await passOn(page, 'Adesso hai tempo?');
    const his = luca.page();
    await openRow(his, 'te la passa Maria Rossi');
    await shown(his.getByText('Adesso hai tempo?'));
    await his.keyboard.press('c');
    const fresh = await maria.replaced(page);
    expect(await fresh.getByText('Non riesco ad accedere').count()).toBe(0);
    await shown(fresh.getByText(/Luca Bianchi ha accettato la pratica/));
    await shown(thread(his).getByText('Ha già la password nuova.'));
    await shown(thread(his).getByText('Luca Bianchi ha accettato la pratica da Maria Rossi'));
    await pictures('09-transferred');
  });

  test('[CL9] Luca resolves and reopens it', async () => {
    const page = luca.page();
    await page.keyboard.press('e');
    await shown(button(page, 'Riapri'));
    await luca.picture('10-resolved');
    await page.keyboard.press('Shift+E');
    await shown(button(page, 'Risolvi'));
  });

  test('[CL7] Luca releases it: it waits again, the private thread stays hidden', async () => {
    const before = luca.page();
    await before.keyboard.press('Shift+C');
    await typeInto(before, 'Nota di consegna', 'Non riesco a seguirla oggi.');
    await pressOn(before.getByRole('dialog').getByRole('button', { name: 'Rilascia', exact: true }));
    await eventually('waiting again', async () =>
      (await listConversations(data)).some((each) => each.state === 'waiting'),
    );
    const page = maria.page();
    await page.keyboard.press('Control+1');
    await openRow(page, 'Non riesco ad accedere');
    await shown(thread(page).getByText('Non riesco a seguirla oggi.'));
    await shown(thread(page).getByText('il portale mi rifiuta'));
    expect(await thread(page).getByText('reimpostato').count()).toBe(0);
    await pictures('11-released');
  });
});
