import type { OpenConversation, Row } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { conversations, message } from './conversations.ts';
import { ago, minesRows } from './fixtures.ts';

const { mine } = conversations;

/** Maria's case of the pictures, with another row, content and thread. */
function like(row: Partial<Row>, content: Partial<Conversation>, rest: Partial<OpenConversation>): OpenConversation {
  if (mine.content === null) throw new Error('Maria holds it');
  return { ...mine, row: { ...mine.row, ...row }, content: { ...mine.content, ...content }, ...rest };
}

const caller = { name: '035 ••• •• 41', email: null, phone: '035 555 01 41' };
const recording = { id: 'v-1', name: 'msg0047.wav', type: 'audio/wav', sizeBytes: 192_000, durationMs: 12_000 };
const recorded = message('v-m', 58, { text: 'Messaggio vocale, 0:12 · tasto 3', attachments: [recording] });
const late = { promise: 1 as const };
const lastIncoming = mine.messages.findLast(({ kind }) => kind === 'incoming');

/** Cases that show what those of `conversations` don't. */
export const moreConversations = {
  voicemail: like(
    { channel: 'voicemail', unheard: 1, flags: [] },
    { channel: 'voicemail', origin: 'switchboard', contact: caller, subject: 'Messaggio vocale, 0:12 · tasto 3' },
    { messages: [recorded] },
  ),
  voicemailWaiting: like(
    { channel: 'voicemail', unheard: 1, state: 'waiting', claim: 'none', assigneeId: null },
    {
      ...{ channel: 'voicemail', origin: 'switchboard', contact: caller, state: 'waiting', assigneeId: null },
      ...{ eviction: null, participantIds: [] },
    },
    { messages: [recorded], under: null },
  ),
  chat: like(
    { channel: 'chat' },
    {
      ...{ channel: 'chat', origin: 'chat', subject: 'Buongiorno, posso disdire l’iscrizione di sabato?' },
      ...{ contact: { name: '', email: null, phone: null }, eviction: { removed: 0, pending: 0, opened: 0 } },
    },
    {
      messages: [
        message('c-1', 6, { text: 'Buongiorno, posso disdire l’iscrizione di sabato?' }),
        message('c-2', 5, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } }),
        message('c-3', 4, { kind: 'reply', authorId: 'u-maria', delivery: 'sent', text: 'Certo. A che nome è?' }),
        message('c-4', 3, { text: 'Ivo Rota. Grazie!' }),
      ],
    },
  ),
  unreachable: like(
    {},
    {
      reach: {
        ...{ tries: 2, callDueAt: ago(-120), email: { at: ago(600), why: 'mailbox-full' } },
        ...{ phone: { at: ago(300), why: 'unanswered' }, confirmedAt: ago(60 * 24 * 90) },
      },
      contact: { name: 'Chiara Moretti', email: 'chiara.moretti@posta.example', phone: '035 555 01 41' },
    },
    {},
  ),
  overdue: like(
    { late },
    { promised: { dueAt: ago(90), inAnalysis: true, userId: 'u-maria', madeAt: ago(2_880) }, late },
    {},
  ),
  offensive: like(
    {},
    {},
    {
      messages: mine.messages.map((each) =>
        each.id === lastIncoming?.id ? { ...each, text: 'Siete degli incapaci!', quoted: null } : each,
      ),
    },
  ),
  together: like({}, { participantIds: ['u-maria', 'u-luca', 'u-giulia'] }, {}),
  merged: like(
    { ...minesRows[0], id: 'c-119', mergedInto: 'c-124' },
    { id: 'c-119', number: '2026-000119', subject: 'Rimborso della quota versata due volte' },
    { messages: [message('g-1', 400, { text: 'Ho versato la quota due volte: come faccio ad avere il rimborso?' })] },
  ),
} satisfies Record<string, OpenConversation>;
