import { expect, test } from 'vitest';
import { cannedReplies } from '../../../hub/seed-canned-replies.ts';
import { fillVariables, unresolvedVariables, variableNames } from '../../../shared/canned/variables.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { defaultCategories } from '../../../shared/model/categories.ts';
import { cannedReplySchema, type CannedReply } from '../../../shared/model/directory.ts';

test('Shipped replies fit the schema, have their own ids, and a shortcut means one thing in a language', () => {
  for (const reply of cannedReplies) expect(cannedReplySchema.parse(reply)).toEqual(reply);
  expect(new Set(cannedReplies.map(({ id }) => id)).size).toBe(cannedReplies.length);
  expect(new Set(cannedReplies.map(({ lang, shortcut }) => `${lang} ${shortcut}`)).size).toBe(cannedReplies.length);
});

test('They use only variables and groups that exist', () => {
  const groupIds = defaultCategories.list.map(({ groupId }) => groupId);
  for (const { text, groupId } of cannedReplies) {
    expect(variableNames).toEqual(expect.arrayContaining([...unresolvedVariables(text)]));
    if (groupId !== null) expect(groupIds).toContain(groupId);
  }
});

test('[CR1] The four cases are there, urgent and not, with Lei, with tu and in English; and appointment, receipt, hand-over', () => {
  const shortcuts = (wanted: Partial<CannedReply>): string[] =>
    cannedReplies
      .filter(({ lang, address }) => lang === wanted.lang && address === wanted.address)
      .map(({ shortcut }) => shortcut);
  const italian = ['accesso', 'adesione', 'documento', 'indirizzo-mail'].flatMap((name) => [name, `${name}-urgente`]);
  italian.push('appuntamento', 'ricevuta', 'passaggio', 'mancano-dati', 'chiusura');
  expect(shortcuts({ lang: 'it', address: 'lei' })).toEqual(italian);
  expect(shortcuts({ lang: 'it', address: 'tu' })).toEqual(italian.map((name) => `${name}-tu`));
  const english = ['access', 'activity', 'document', 'email-address'].flatMap((name) => [name, `${name}-urgent`]);
  english.push('appointment', 'received', 'handover', 'information', 'closing');
  expect(shortcuts({ lang: 'en' })).toEqual(english);
});

test('[CR1] What is said with Lei has no word of tu, and the other way round; nobody’s data is in any', () => {
  for (const { id, text, address } of cannedReplies) {
    if (address === 'lei') expect(text, id).not.toMatch(/\b(?:tu|ti|te|tuo|tua|tuoi|tue|puoi|hai|sei)\b|ciao/i);
    if (address === 'tu') expect(text, id).not.toMatch(/\b(?:Lei|La|Le|Suo|Sua|Suoi|Sue|può|Gentile)\b/u);
    expect(text, id).not.toMatch(/@|https?:|\d{5,}/);
  }
});

test('[CR4] Whoever gave no name is greeted all the same: only a link that is yet to be made is missing', () => {
  const values = { 'case.number': '2026-000124', 'operator.name': 'M', 'association.name': 'A' };
  const gaps = cannedReplies.flatMap(({ text }) => unresolvedVariables(fillVariables(text, values)));
  expect([...new Set(gaps)]).toEqual(['appointment.link']);
});

test('The privacy guard stops none of them: a ready answer that it finds confidential could not be sent', () => {
  const values = { 'contact.firstName': 'Anna', 'case.number': '2026-000124', 'operator.name': 'Maria Rossi' };
  const link = `https://assistenza.example.org/appuntamento/${'aB3-_'.repeat(8)}xyz`;
  const rest = { 'association.name': 'Associazione di prova', 'appointment.link': link };
  const stopped = cannedReplies.flatMap(({ id, text }) => {
    const filled = fillVariables(text, { ...values, ...rest });
    const { findings, confidential } = scan(filled, { direction: 'out' });
    return confidential ? [`${id}: ${findings.map(({ start, end }) => filled.slice(start, end)).join(', ')}`] : [];
  });
  expect(stopped).toEqual([]);
});
