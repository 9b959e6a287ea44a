// The wires as AsyncAPI 3 documents, made from the schemas that both sides validate with.
import * as z from 'zod';
import { chatEntrySchema, chatStateSchema, visitorDownSchema, visitorUpSchema } from '../../shared/chat/frames.ts';
import { CHAT_PATH, CHAT_PROTOCOL_VERSION, MAX_VISITOR_FRAME_BYTES } from '../../shared/chat/limits.ts';
import { failureSchema } from '../../shared/errors.ts';
import { appointmentSchema } from '../../shared/model/appointment.ts';
import { contactSchema, conversationSchema, stubSchema } from '../../shared/model/conversation.ts';
import { cannedReplySchema, groupSchema, userSchema } from '../../shared/model/directory.ts';
import { attachmentSchema, eventSchema, messageSchema } from '../../shared/model/message.ts';
import { commandSchema } from '../../shared/protocol/commands.ts';
import { changeSchema, downSchema, outcomeSchema } from '../../shared/protocol/down.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { upSchema } from '../../shared/protocol/up.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { scheduleSchema } from '../../shared/schedule/schedule.ts';
import { toYaml } from './yaml.mjs';

/** @typedef {'up' | 'down'} Direction */

/**
 * One line per frame, with the rules of docs/sync-spec.md that say more. A frame without a line stops the generator.
 * @type {Record<Direction, Record<string, string>>}
 */
const summaries = {
  up: {
    enrol: 'Makes this device known with a code that works once (HS2, HS6).',
    hello: 'Proves who this device is and says where it stopped (HS4, FE10, CO5).',
    unlock: 'Instead of hello: asks for the share of the key of the database (SH1, SH3).',
    rotate: 'This device proves itself with another key from now on (SH4).',
    push: 'Commands in order of number; each element fits the schema `command` (CO2, RE2, RE4).',
    ack: 'Pages and answers that are stored on this device (FE8, CO5).',
    evicted: 'Content that was removed from this device (EV2, EV4, EX3).',
    digest: 'What this device holds, as a count and a sum (DI2).',
    fetch: 'Asks for waiting conversations whose text expired here (EX4).',
    lease: 'Fills up the case numbers that this device may give out (NB1).',
    presence: 'What the person at this device does now; replaces what was said before (PR3).',
    pong: 'Answers a ping (LI1).',
  },
  down: {
    challenge: 'First frame of every connection: the versions spoken and a nonce (HS1).',
    enrolled: 'The device is known now; says hello next (HS6).',
    share: 'The share of the key of the device’s database (SH1).',
    rotated: 'The key that this device proves itself with from now on (SH4).',
    welcome: 'Authenticated: epoch, last command answered, what is behind (HS9, FE10, EX1).',
    patch: 'Changes in feed order, rendered for this user (FE2, FE4, FE6, FE9).',
    answer: 'The outcome of one command, once and for all (CO2, CO3, CO4).',
    digest: 'Whether the digest is the same here (DI2, DI3).',
    numbers: 'All case numbers leased to this device and unused (NB1).',
    presence: 'Who is there, and who else looks at what this device shows: what has changed (PR4, PR5).',
    ping: 'Sent every 10 s, answered by pong (LI1).',
    error: 'Why the hub closes the connection after this frame (HS2, LIM1, LI3).',
  },
};

/**
 * The same for visitors of the chat.
 * @type {Record<Direction, Record<string, string>>}
 */
const chatSummaries = {
  up: {
    hello: 'First frame of a page: the session that it goes on with, and its language (CH2, CH3).',
    line: 'One numbered line; the first one says to whom, and from whom (CH4, CH8).',
    appointment: 'Instead of a line: asks for an appointment (CH9).',
    typing: 'The visitor writes; said again every 3 s while it goes on (CH10).',
    seen: 'Until when the visitor has seen what was said (CH10).',
    ticket: 'Leaves the chat as a ticket that is answered by mail (CH12).',
    transcript: 'Asks for a copy by mail (CH13).',
    end: 'Closes the chat (CH11).',
    pong: 'Answers a ping (LI1).',
  },
  down: {
    welcome: 'The session, the last line that the hub has, and the groups (CH3, CH4, CH7).',
    entries: 'What the visitor may see of the chat, in order of time (CH5).',
    state: 'Where the chat stands (CH6, CH7, CH13).',
    ack: 'The hub has the line (CH4); the link of an appointment (CH9).',
    stopped: 'The line is confidential; nothing of it was kept (CH8).',
    refused: 'What was asked can not be done; the connection stays (CH14).',
    typing: 'A volunteer who takes part in the chat writes (CH10).',
    seen: 'Until when a volunteer has seen the chat (CH10).',
    transcript: 'The copy leaves for this address (CH13).',
    ping: 'Sent every 10 s, answered by pong (LI1).',
    error: 'Why the hub closes the connection after this frame (CH2, CH14).',
  },
};

/** Parts that several frames share, by name. */
const parts = {
  appointment: appointmentSchema,
  attachment: attachmentSchema,
  cannedReply: cannedReplySchema,
  change: changeSchema,
  command: commandSchema,
  contact: contactSchema,
  conversation: conversationSchema,
  event: eventSchema,
  failure: failureSchema,
  group: groupSchema,
  message: messageSchema,
  outcome: outcomeSchema,
  schedule: scheduleSchema,
  stub: stubSchema,
  user: userSchema,
};

const chatParts = { chatEntry: chatEntrySchema, chatState: chatStateSchema };

/** File name in docs/ and how its text is made. */
export const documents = {
  'asyncapi.yaml': () =>
    asyncapi({
      title: 'Sportello synchronisation',
      version: PROTOCOL_VERSION,
      maxBytes: MAX_FRAME_BYTES,
      from: 'shared/protocol',
      who: 'device',
      channel: { id: 'sync', address: '/v1/sync' },
      security: {
        deviceKey: {
          type: 'asymmetricEncryption',
          description: "Ed25519 signature over the connection's nonce, in the frame hello (HS4).",
        },
      },
      frames: { up: framesOf('up', upSchema, summaries), down: framesOf('down', downSchema, summaries) },
      parts,
    }),
  'chat-asyncapi.yaml': () =>
    asyncapi({
      title: 'Sportello chat on web sites',
      version: CHAT_PROTOCOL_VERSION,
      maxBytes: MAX_VISITOR_FRAME_BYTES,
      from: 'shared/chat',
      who: 'visitor',
      channel: { id: 'chat', address: CHAT_PATH },
      security: {
        session: {
          type: 'userPassword',
          description: 'The session secret in the frame hello (CH3), from an allowed origin (CH1).',
        },
      },
      frames: {
        up: framesOf('up', visitorUpSchema, chatSummaries),
        down: framesOf('down', visitorDownSchema, chatSummaries),
      },
      parts: chatParts,
    }),
};

/**
 * @typedef {object} Wire
 * @property {string} title
 * @property {number} version
 * @property {number} maxBytes of a frame that comes to the hub
 * @property {string} from folder of the schemas
 * @property {'device' | 'visitor'} who
 * @property {{ id: string, address: string }} channel
 * @property {Record<string, object>} security
 * @property {Record<Direction, Frame[]>} frames
 * @property {Record<string, z.ZodType>} parts
 */

/** @param {Wire} wire */
function asyncapi({ title, version, maxBytes, from, who, channel, security, frames: { up, down }, parts: shared }) {
  const frames = [...up, ...down];
  const about = { channel: channel.id, scheme: Object.keys(security)[0] ?? '' };
  const Who = `${who.slice(0, 1).toUpperCase()}${who.slice(1)}`;
  const document = {
    asyncapi: '3.0.0',
    info: {
      title,
      version: `${version}.0.0`,
      description: [
        `Frames between hub and ${who}s: JSON text over one WebSocket,`,
        `at most ${maxBytes} bytes each. The rules are in sync-spec.md.`,
        `Generated from ${from} by \`npm run docs\`.`,
      ].join(' '),
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      hub: { host: '{host}', protocol: 'wss', variables: { host: { description: "The hub's name and port." } } },
    },
    channels: {
      [channel.id]: {
        address: channel.address,
        messages: Object.fromEntries(frames.map(({ id }) => [id, { $ref: `#/components/messages/${id}` }])),
      },
    },
    operations: {
      [`receiveFrom${Who}`]: operation({ ...about, action: 'receive', summary: `${Who} to hub.`, frames: up }),
      [`sendTo${Who}`]: operation({ ...about, action: 'send', summary: `Hub to ${who}.`, frames: down }),
    },
    components: {
      securitySchemes: security,
      messages: Object.fromEntries(frames.map(messageOf)),
      schemas: schemasOf(frames, shared),
    },
  };
  return `# Generated from ${from} by \`npm run docs\`. Not to be edited by hand.\n${toYaml(document)}`;
}

/** @typedef {{ id: string, type: string, summary: string, schema: z.ZodType }} Frame */

/**
 * @param {Direction} direction
 * @param {typeof upSchema | typeof downSchema | typeof visitorUpSchema | typeof visitorDownSchema} union
 * @param {Record<Direction, Record<string, string>>} lines
 * @returns {Frame[]}
 */
function framesOf(direction, union, lines) {
  return union.options.map((schema) => {
    const type = schema.shape.type.value;
    const summary = lines[direction][type];
    if (summary === undefined)
      throw new Error(`scripts/lib/asyncapi.mjs has no line about the ${direction} frame "${type}"`);
    return { id: `${direction}-${type}`, type, summary, schema };
  });
}

/** @param {Frame} frame */
const messageOf = ({ id, type, summary }) => [
  id,
  { name: type, summary, contentType: 'application/json', payload: { $ref: `#/components/schemas/${id}` } },
];

/** @param {{ action: 'send' | 'receive', summary: string, frames: Frame[], channel: string, scheme: string }} what */
const operation = ({ action, summary, frames, channel, scheme }) => ({
  action,
  summary,
  security: [{ $ref: `#/components/securitySchemes/${scheme}` }],
  channel: { $ref: `#/channels/${channel}` },
  messages: frames.map(({ id }) => ({ $ref: `#/channels/${channel}/messages/${id}` })),
});

/** @param {Frame[]} frames @param {Record<string, z.ZodType>} shared */
function schemasOf(frames, shared) {
  const registry = z.registry();
  for (const [id, schema] of Object.entries(shared)) registry.add(schema, { id });
  for (const { id, schema } of frames) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-7',
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  );
}
