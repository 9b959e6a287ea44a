import { expect, test } from 'vitest';
import { cannedReplies } from '../../../hub/seed-canned-replies.ts';
import { groupIds } from '../../../hub/group-ids.ts';
import { fillVariables, unresolvedVariables, variableNames } from '../../../shared/canned/variables.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { cannedReplySchema } from '../../../shared/model/directory.ts';

test('Shipped replies fit the schema, have their own ids, and a shortcut means one thing in a language', () => {
  for (const reply of cannedReplies) expect(cannedReplySchema.parse(reply)).toEqual(reply);
  expect(new Set(cannedReplies.map(({ id }) => id)).size).toBe(cannedReplies.length);
  expect(new Set(cannedReplies.map(({ lang, shortcut }) => `${lang} ${shortcut}`)).size).toBe(cannedReplies.length);
});

test('They use only variables and groups that exist', () => {
  for (const { text, groupId } of cannedReplies) {
    expect(variableNames).toEqual(expect.arrayContaining([...unresolvedVariables(text)]));
    if (groupId !== null) expect(groupIds).toContain(groupId);
  }
});

test('The four cases are there, urgent and not, and appointment, receipt and hand-over', () => {
  const italian = cannedReplies.filter(({ lang }) => lang === 'it').map(({ shortcut }) => shortcut);
  const cases = ['accesso', 'adesione', 'documento', 'indirizzo-mail'].flatMap((name) => [name, `${name}-urgente`]);
  expect(italian).toEqual(expect.arrayContaining([...cases, 'appuntamento', 'ricevuta', 'passaggio']));
  expect(cannedReplies.length).toBeGreaterThanOrEqual(12);
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
