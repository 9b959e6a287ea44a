import type { Incoming } from '../../hub/ports.ts';
import { written, type Moment } from './actions.ts';
import { HUB_URL, users } from './templates.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60_000;
/** More conversations make a run slower, and find nothing more. */
const MAX_CONVERSATIONS = 6;

/** What comes from contacts, from the command line, and from time itself. */
export async function outsideActs(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  const isFull = world.watch.conversations.size >= MAX_CONVERSATIONS;
  const act = dice.weighted<() => Promise<string>>([
    [isFull ? 0 : 6, () => mailOpens(moment)],
    [5, () => contactAnswers(moment)],
    [2, () => mailsLeave(world)],
    [0.6, () => enrols(moment)],
    [0.3, () => revokes(moment)],
    [0.4, () => timePasses(moment)],
    [isSomebodyChatting(world) ? 2 : 0, () => minutesPass(moment)],
  ]);
  return act();
}

async function mailOpens(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  const before = new Set(world.watch.conversations.keys());
  const marked = [`zq${dice.letters(10)}`, `zq${dice.letters(10)}`, `zq${dice.letters(10)}`] as const;
  const [subject, name, text] = marked;
  const words = { subject: `Oggetto ${subject}`, name: `Anna ${name}`, text: `Testo ${text} fine` };
  const mail = incoming({ world, dice }, { ...words, isChat: dice.chance(0.35) });
  const file = dice.chance(0.4) ? `zq${dice.letters(10)}` : null;
  world.lastMail = file === null ? mail : { ...mail, attachments: [documentNamed(file)] };
  const id = await world.hub.receive(world.lastMail);
  const opened = [...world.watch.conversations.keys()].find((each) => !before.has(each));
  if (opened !== undefined)
    for (const word of [...marked, ...(file === null ? [] : [file])])
      world.ledger.wrote({ word, conversationId: opened, device: null });
  return `a mail opens ${id ?? 'nothing'}`;
}

const documentNamed = (word: string): Incoming['attachments'][number] => ({
  name: `Carta ${word}.pdf`,
  type: 'application/pdf',
  bytes: Buffer.from('%PDF-1.7\n%%EOF\n'),
});

/** Also the same mail once more: the other side did not hear that it was accepted. */
async function contactAnswers(moment: Moment): Promise<string> {
  const { world, dice } = moment;
  const conversations = [...world.watch.conversations.values()];
  if (conversations.length === 0) return mailOpens(moment);
  const { row } = dice.pick(conversations);
  if (dice.chance(0.15) && world.lastMail !== null) {
    await world.hub.receive(world.lastMail);
    return 'the last mail comes again';
  }
  const text = written(moment, row.id, null);
  const automatic = dice.chance(0.1);
  const mail = incoming(moment, { subject: 'Re', name: 'Anna', text, isChat: row.channel === 'chat' });
  world.lastMail = { ...mail, automatic, replyToken: row.reply_token };
  await world.hub.receive(world.lastMail);
  return `the contact of ${row.id} writes`;
}

interface Words {
  readonly subject: string;
  readonly name: string;
  readonly text: string;
  readonly isChat: boolean;
}

function incoming({ world, dice }: Moment, { subject, name, text, isChat }: Words): Incoming {
  const door = isChat
    ? ({ channel: 'chat', origin: 'chat' } as const)
    : ({ channel: 'ticket', origin: 'mail' } as const);
  return {
    ...door,
    ...{ subject, text, quoted: null, groupId: null },
    contact: { name, email: dice.chance(0.9) ? 'anna@posta.example' : null, phone: null },
    ...{ attachments: [], refusedAttachments: [], automatic: false, verified: false },
    dedupeKey: world.nextId('mail'),
    replyToken: null,
  };
}

async function mailsLeave({ hub }: World): Promise<string> {
  await hub.sendMails();
  return 'mails leave';
}

async function enrols({ world, dice }: Moment): Promise<string> {
  const { id } = dice.pick(users);
  const code = await world.hub.issueCode(id);
  const device = world.addDevice(id, world.template.fresh, code);
  return `${device.name} enrols at ${HUB_URL}`;
}

/** Never the last one. */
async function revokes({ world, dice }: Moment): Promise<string> {
  const able = world.devices.filter(({ deviceId }) => world.hub.isWelcome(deviceId));
  const device = dice.pick(able);
  if (able.length < 2 || device.deviceId === null) return 'nobody is revoked';
  await world.hub.revoke(device.deviceId);
  return `${device.name} is revoked`;
}

const isSomebodyChatting = ({ watch }: World): boolean =>
  [...watch.conversations.values()].some(({ row }) => row.channel === 'chat' && row.state === 'claimed');

/** Long enough for a lease to run out, while all programs run. */
async function minutesPass({ world, dice }: Moment): Promise<string> {
  const ms = 60_000 + dice.below(90_000);
  await world.advance(ms);
  return `${Math.round(ms / 1_000)} s pass`;
}

async function timePasses({ world, dice }: Moment): Promise<string> {
  const ms = dice.chance(0.5) ? dice.below(40 * DAY_MS) : dice.below(60_000);
  world.time.jump(ms);
  world.leases.disturbed();
  return `${Math.round(ms / 1_000)} s pass at once`;
}
