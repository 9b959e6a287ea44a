import type { Transporter } from 'nodemailer';
import type { DemoCall, DemoForm, DemoItem, DemoMail } from './morning.ts';
import type { Outside } from './outside.ts';

/** The doors through which the demonstration comes in: the same as everybody's. */
export interface Doors {
  readonly mail: Transporter;
  readonly portalUrl: string;
  readonly domain: string;
  readonly outside: Outside | null;
  readonly at: number;
  /** A fresh unguessable word. */
  secret(): string;
  /** Waits until something is there, for a bounded time. */
  waitFor<T>(look: () => T | null): Promise<T | null>;
}

export async function enter(item: DemoItem, doors: Doors): Promise<void> {
  switch (item.door) {
    case 'mail':
      return enterMail(item, doors);
    case 'switchboard':
      return enterCall(item, doors);
    case 'portal':
      return enterForm(item, doors);
  }
}

async function enterMail(item: DemoMail, { mail, domain, outside, at, waitFor }: Doors): Promise<void> {
  const offered = item.isAnswer ? await waitFor(() => outside?.replyAddressFor(item.from) ?? null) : null;
  await mail.sendMail({
    from: { name: item.name, address: item.from },
    to: offered ?? `${item.to}@${domain}`,
    subject: item.subject,
    text: item.text,
    ...(item.html === undefined ? {} : { html: item.html }),
    date: new Date(at),
    attachments: [...(item.files ?? [])],
  });
}

async function enterCall(item: DemoCall, { mail, domain, at }: Doors): Promise<void> {
  await mail.sendMail({
    from: { name: 'Centralino', address: `centralino@${domain}` },
    to: `voicemail@${domain}`,
    subject: item.subject,
    text: `Nuovo messaggio in segreteria, durata 0:0${item.seconds}.`,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: [...(item.files ?? [])],
  });
}

async function enterForm(item: DemoForm, { portalUrl, secret }: Doors): Promise<void> {
  const form = new FormData();
  const { name, email, phone = '', group, subject, text } = item;
  const fields = { lang: 'it', key: secret(), name, email, phone, group, subject, text, website: '' };
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  for (const file of item.files ?? []) form.append('files', new Blob([new Uint8Array(file.content)]), file.filename);
  const response = await fetch(`${portalUrl}/ticket`, { method: 'POST', body: form });
  if (!response.ok) throw new Error(`the portal answered ${response.status}`);
}
