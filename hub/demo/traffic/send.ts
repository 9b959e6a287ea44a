import { pdfPage, picture, type DemoFile } from '../files.ts';
import { chatOnce } from './chat-once.ts';
import type { TrafficDoors } from './doors.ts';
import { post } from './post.ts';
import { counts, type TrafficItem, type TrafficKind } from './plan.ts';

export interface Sent {
  readonly counts: Readonly<Record<TrafficKind, number>>;
  /** What a door refused, in words for whoever runs it. */
  readonly failures: readonly string[];
}

/** Sends the items at their times; a door that refuses one does not hold the others up. */
export async function sendMorning(items: readonly TrafficItem[], doors: TrafficDoors): Promise<Sent> {
  const sent = Object.fromEntries(Object.keys(counts).map((kind) => [kind, 0])) as Record<TrafficKind, number>;
  const failures: string[] = [];
  const chats: Promise<void>[] = [];
  const once = async (item: TrafficItem): Promise<void> => {
    try {
      await send(item, doors);
      sent[item.kind] += 1;
    } catch (error) {
      failures.push(`${item.kind} ${item.index}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  let minute = 0;
  for (const item of items) {
    await doors.wait(item.minute - minute);
    minute = item.minute;
    // Who chats takes their time; the others go on arriving.
    if (item.kind === 'chat') chats.push(once(item));
    else await once(item);
  }
  await Promise.all(chats);
  return { counts: sent, failures };
}

function send(item: TrafficItem, doors: TrafficDoors): Promise<unknown> {
  switch (item.kind) {
    case 'mail':
      return doors.mail.sendMail(mailOf(item, doors));
    case 'certified':
      return sendCertified(item, doors);
    case 'form':
      return sendForm(item, doors);
    case 'api':
      return sendByApi(item, doors);
    case 'chat':
      return chatOnce(item, doors);
    case 'voicemail':
      return sendVoicemail(item, doors);
  }
}

type Ticket = Extract<TrafficItem, { topic: unknown }>;
type Voicemail = Extract<TrafficItem, { kind: 'voicemail' }>;

const addressOf = ({ name, index }: TrafficItem, host = 'example.com'): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}.${index}@${host}`;

const textOf = ({ topic, name }: Ticket): string => `${topic.text}\n\nCordiali saluti\n${name}`;

function filesOf({ topic, name }: Ticket): DemoFile[] {
  if (topic.file === 'pdf') return [pdfPage('documento.pdf', ['Associazione DBO', topic.group, name])];
  return topic.file === 'picture' ? [picture('schermata.png')] : [];
}

function mailOf(item: Ticket, { domain, run }: TrafficDoors) {
  return {
    from: { name: item.name, address: addressOf(item) },
    to: `${item.index % 3 === 0 ? item.topic.group : 'assistenza'}@${domain}`,
    subject: item.topic.subject,
    text: textOf(item),
    messageId: `<${run}.${item.index}@example.com>`,
    attachments: filesOf(item),
  };
}

/** As a provider of certified mail hands it over: the mail itself, with the data of its transport, in an envelope. */
async function sendCertified(item: Ticket, doors: TrafficDoors): Promise<unknown> {
  const { domain, run, mail } = doors;
  const address = addressOf(item, 'pec.example');
  const inner = [
    `From: ${item.name} <${address}>`,
    `To: <assistenza@${domain}>`,
    `Subject: ${encodedWord(item.topic.subject)}`,
    `Message-ID: <${run}.${item.index}.inner@pec.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(textOf(item)).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  ].join('\r\n');
  return mail.sendMail({
    from: { name: `Per conto di: ${address}`, address: 'posta-certificata@provider.example' },
    replyTo: address,
    to: `assistenza@${domain}`,
    subject: `POSTA CERTIFICATA: ${item.topic.subject}`,
    text: 'Messaggio di posta certificata.',
    messageId: `<${run}.${item.index}@provider.example>`,
    headers: { 'X-Trasporto': 'posta-certificata', 'X-TipoRicevuta': 'completa' },
    attachments: [
      { filename: 'daticert.xml', contentType: 'application/xml', content: '<postacert tipo="posta-certificata"/>' },
      { filename: 'postacert.eml', contentType: 'message/rfc822', content: inner, contentTransferEncoding: '7bit' },
    ],
  });
}

const encodedWord = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

async function sendForm(item: Ticket, { httpUrl, run }: TrafficDoors): Promise<void> {
  const { topic, name, index } = item;
  const fields = {
    lang: 'it',
    key: `${run}-form-${index}`,
    name,
    email: addressOf(item),
    phone: '',
    group: topic.group,
  };
  const form = new FormData();
  const rest = { subject: topic.subject, text: textOf(item), website: '' };
  for (const [field, value] of Object.entries({ ...fields, ...rest })) form.append(field, value);
  for (const { filename, content } of filesOf(item))
    form.append('files', new Blob([new Uint8Array(content)]), filename);
  await post(`${httpUrl}/ticket`, { body: new Response(form), from: index });
}

async function sendByApi(item: Ticket, { httpUrl, apiKey, run }: TrafficDoors): Promise<void> {
  const { topic, name, index } = item;
  const ticket = { name, email: addressOf(item), group: topic.group, subject: topic.subject, text: textOf(item) };
  const headers = { authorization: `Bearer ${apiKey}`, 'idempotency-key': `${run}-api-${index}` };
  await post(`${httpUrl}/api/v1/tickets`, { body: Response.json(ticket), from: index, headers });
}

function sendVoicemail(item: Voicemail, { mail, domain, run, recordings }: TrafficDoors): Promise<unknown> {
  const { name, phone, key, recording, index } = item;
  const file = recordings[recording % recordings.length];
  if (file === undefined) throw new Error('no recording');
  return mail.sendMail({
    from: { name: 'Centralino', address: `centralino@${domain}` },
    to: `voicemail@${domain}`,
    subject: `Messaggio vocale da "${name}" ${phone}${key === null ? '' : ` (tasto ${key})`}`,
    text: 'Nuovo messaggio in segreteria telefonica.',
    messageId: `<${run}.${index}@centralino.example>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: [file],
  });
}
