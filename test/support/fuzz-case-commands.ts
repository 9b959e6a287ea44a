import { deskWaySchema } from '../../shared/model/desk.ts';
import { hearingSchema } from '../../shared/model/hearing.ts';
import { settledSchema } from '../../shared/model/message.ts';
import { declineReasonSchema } from '../../shared/model/passing.ts';
import { promiseEndSchema } from '../../shared/model/promise.ts';
import { callOutcomeSchema } from '../../shared/model/reach.ts';
import { commandSchema } from '../../shared/protocol/commands.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Every command that there is, so that no list lacks the newest. */
export const commandNames: readonly string[] = commandSchema.options.map(({ shape }) => shape.name.value);

/** Who is passed, added, taken out, called, promised, merged: some of it right, most of it of nobody and nothing. */
export function caseArguments(random: SeededRandom, conversationIds: readonly string[], id: string): object {
  const person = random.pick(['offender-1', 'offender-2', 'nobody', '']);
  const instant = random.pick([Date.UTC(2026, 2, 11, 8), Date.UTC(2026, 5, 1), 0, -1, 0.5, 1e17]);
  return {
    ...random.pick([{}, {}, {}, { messageId: `m-${random.below(40)}` }]),
    toUserId: person,
    userId: person,
    ...random.pick([{}, { from: 'now' }, { from: 'always' }]),
    otherId: random.pick([...conversationIds, id, 'unknown', '']),
    at: instant,
    dueAt: instant,
    againAt: random.pick([null, instant]),
    inAnalysis: random.pick<unknown>([true, false, 'yes']),
    reason: random.pick([...declineReasonSchema.options, '']),
    how: random.pick([...hearingSchema.options, 'guessed']),
    outcome: random.pick([...callOutcomeSchema.options, ...promiseEndSchema.options, ...settledSchema.options, '']),
    email: random.pick([null, 'elsa@posta.example', 'nessuno', '\u0000']),
    phone: random.pick([null, '0350001122', 'x'.repeat(60)]),
    ...creation(random),
  };
}

function creation(random: SeededRandom): object {
  return {
    number: random.pick(['2026-500001', '2026-000001', '2026-1', '']),
    channel: random.pick(['ticket', 'ticket', 'chat']),
    groupId: random.pick(['segreteria', 'cassa', 'nobody', '']),
    contact: random.pick<unknown>([{ name: 'Elsa', email: null, phone: null }, { name: '' }, null]),
    subject: random.pick(['Prova', '', 'x'.repeat(501)]),
    way: random.pick([...deskWaySchema.options, 'pigeon']),
    numberTold: random.pick([true, true, false]),
  };
}
