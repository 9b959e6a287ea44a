import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexSlice } from '../../../../main/core/db/search-index.ts';
import { alike } from '../../../../main/core/queries/alike.ts';
import { messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  const anna = { name: 'Anna Belotti', email: 'anna@posta.example', phone: null };
  const namesake = { name: 'Belotti Anna', email: 'altra@posta.example', phone: null };
  const text = 'Vorrei iscrivere due persone alla gita di sabato al lago.';
  database.apply([
    putOf(1, { contact: anna, subject: 'Gita al lago' }, [messageOf('m-1', { text })]),
    putOf(2, { contact: anna, subject: 'Iscrizione gita' }, [messageOf('m-2', { text })]),
    putOf(3, { contact: namesake, subject: 'Tessera' }, [messageOf('m-3', { text: 'La tessera non arriva.' })]),
    putOf(4, { contact: anna, subject: 'Furgone' }, [messageOf('m-4', { text: 'Il bollo del furgone è scaduto.' })]),
  ]);
  while (database.db.write(indexSlice));
});
afterEach(() => database.remove());

const found = (number: number) => {
  const change = putOf(number, {}, []);
  const id = change.kind === 'put' ? change.conversation.id : '';
  return database.db.read((tx) => alike(tx, id)).map(({ row, outcome, reasons }) => [row.number, outcome, reasons[0]]);
};

test('[MG1] open cases of the same person and of a namesake, the surest first, not those about something else', () => {
  expect(found(1)).toEqual([
    ['2026-000002', 'duplicate', 'same-email'],
    ['2026-000003', 'homonym', 'same-name'],
  ]);
});

test('[MG1] what somebody else has taken is not compared any more', () => {
  database.apply([takenOf(2)]);
  while (database.db.write(indexSlice));
  expect(found(1)).toEqual([['2026-000003', 'homonym', 'same-name']]);
  expect(found(2)).toEqual([]);
  expect(found(9)).toEqual([]);
});
