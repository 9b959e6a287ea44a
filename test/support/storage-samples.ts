import { assignedTo, blank, systemLine, withLine } from '../../hub/commands/decision.ts';
import type { ConversationRecord, NewMessage, WriteTx } from '../../hub/storage/storage.ts';

/** What the suite of the hub's storage stores. */
export const NOW = Date.UTC(2026, 2, 10, 9, 0, 0);

export async function seed(tx: WriteTx): Promise<void> {
  await tx.setMeta({ hubId: 'hub', epoch: 'epoch', association: 'Prova' });
  await tx.putGroup({ id: 'segreteria', name: { it: 'Segreteria', en: 'Secretariat' }, position: 0 });
  for (const id of ['maria', 'luca']) {
    await tx.putUser({ id, name: id, role: 'volunteer', active: true });
    const device = { id: `pc-${id}`, userId: id, publicKey: 'k', name: 'PC', appVersion: '1' };
    await tx.addDevice({ ...device, enrolledAt: NOW, revokedAt: null, lastCommand: 0 });
  }
}

export async function addConversation(
  tx: WriteTx,
  id: string,
  message: NewMessage = incoming(id),
): Promise<ConversationRecord> {
  const after: ConversationRecord = {
    id,
    number: await tx.nextCaseNumber(2026),
    channel: 'ticket',
    groupId: 'segreteria',
    state: 'waiting',
    assigneeId: null,
    fence: 0,
    arrivedAt: NOW,
    claimedAt: null,
    resolvedAt: null,
    subject: 'Oggetto',
    contact: { name: 'Anna', email: 'anna@posta.example', phone: null },
    origin: 'mail',
    verified: false,
    linkedNumber: null,
    reminders: 0,
    awaitingAnswer: true,
    lastMessageAt: NOW,
    replyToken: `token-${id}`,
    participantIds: [],
  };
  await tx.saveConversation({ before: null, after, messages: [message], mails: [] });
  return after;
}

export async function claimBy(tx: WriteTx, before: ConversationRecord, userId: string): Promise<ConversationRecord> {
  const after = assignedTo(before, userId, NOW);
  const event = { code: 'claimed' as const, userId };
  await tx.saveConversation(withLine(before, after, systemLine({ id: `${before.id}-claimed`, at: NOW + 1, event })));
  return { ...after, lastMessageAt: NOW + 1 };
}

export const line = (id: string): NewMessage => systemLine({ id, at: NOW + 2, event: { code: 'undeliverable' } });

export const incoming = (id: string): NewMessage => ({
  ...blank,
  id: `${id}-m`,
  at: NOW,
  kind: 'incoming',
  text: 'Città, perché, €',
  quoted: 'citato',
  visibility: 'open',
});

export const mailed = (id: string, mailMessageId: string): NewMessage => ({ ...incoming(id), mailMessageId });

export const withAttachments = (): NewMessage => ({
  ...incoming('c1'),
  attachments: ['b.pdf', 'a.jpg'].map((name, index) => ({
    id: `c1-f${index}`,
    name,
    type: 'application/pdf',
    sizeBytes: 3,
    bytes: new Uint8Array([0, 255, 1]),
  })),
});

export const replied: NewMessage = {
  ...line('r1'),
  kind: 'reply',
  text: 'Risposta',
  delivery: 'queued',
  mailMessageId: 'r1@x',
};

export const mailOf = (messageId: string) => ({
  id: messageId,
  kind: 'reply' as const,
  messageId,
  to: { name: 'Anna', address: 'anna@posta.example' },
  subject: 'Re: Oggetto',
  createdAt: NOW,
});
