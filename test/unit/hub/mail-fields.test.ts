import { expect, test } from 'vitest';
import { acknowledgementText, yearOf } from '../../../hub/acknowledgement.ts';
import { mailFor } from '../../../hub/mail-fields.ts';
import { opened } from '../../../hub/receive.ts';
import { incomingMail } from '../../support/hub-fixture.ts';

const now = Date.UTC(2026, 2, 10, 9, 5);

function conversationWith(over: Parameters<typeof incomingMail>[0]) {
  const situation = {
    incoming: incomingMail(over),
    now,
    nextId: () => 'id',
    mailDomain: 'x',
    association: 'Prova',
    flags: [],
  };
  const fresh = { number: '2026-000007', groupId: 'g', replyToken: 'token', linkedNumber: null };
  return opened(situation, fresh).after;
}

const wanted = { messageId: 'm1', kind: 'reply' as const, mailDomain: 'prova.example', now };

test.each([
  ['Iscrizione', 'Re: Iscrizione [2026-000007]'],
  ['Re: RE: Iscrizione', 'Re: Iscrizione [2026-000007]'],
  ['R: Rif: Iscrizione', 'Re: Iscrizione [2026-000007]'],
  ['Re: Iscrizione [2026-000007]', 'Re: Iscrizione [2026-000007]'],
  ['Reclamo', 'Re: Reclamo [2026-000007]'],
  ['', 'Re: [2026-000007]'],
])('Subject %j is answered as %j', (subject, answered) => {
  expect(mailFor(conversationWith({ subject }), wanted)?.mail.subject).toBe(answered);
});

test('A mail goes to the contact, under a Message-ID that carries the token', () => {
  expect(mailFor(conversationWith({}), wanted)).toMatchObject({
    mailMessageId: 'token.m1@prova.example',
    mail: { id: 'm1', to: { name: 'Anna Belotti', address: 'anna@posta.example' } },
  });
  const contact = { name: 'Anna', email: null, phone: null };
  expect(mailFor(conversationWith({ contact }), wanted)).toBeNull();
});

test('[IN4] The acknowledgement says number, date and hour, and where confidences belong', () => {
  expect(acknowledgementText({ conversation: conversationWith({}), association: 'Prova' })).toMatchInlineSnapshot(`
    "Gentile Anna Belotti,

    abbiamo ricevuto la Sua richiesta il 10 marzo 2026 alle ore 10:05. Il numero della pratica è 2026-000007: lo indichi se ci scrive o ci telefona per la stessa questione.

    Un volontario la prenderà in carico e Le risponderà appena possibile. Se desidera aggiungere qualcosa, risponda a questo messaggio.

    Finché non viene presa in carico, la richiesta può essere letta da tutto lo staff. Per le confidenze è meglio un appuntamento, di persona: può chiederlo rispondendo a questo messaggio.

    Cordiali saluti
    Prova

    Questa è una conferma automatica di ricezione."
  `);
  const nameless = conversationWith({ contact: { name: ' ', email: 'a@b.example', phone: null } });
  expect(acknowledgementText({ conversation: nameless, association: 'Prova' })).toMatch(/^Buongiorno,\n/);
});

test('The year of a case number is the year in Rome', () => {
  expect([yearOf(Date.UTC(2026, 11, 31, 22, 59)), yearOf(Date.UTC(2026, 11, 31, 23, 0))]).toEqual([2026, 2027]);
});
