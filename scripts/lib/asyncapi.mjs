// The wire as an AsyncAPI 3 document, made from the schemas that both sides validate with.
import * as z from 'zod';
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

export function asyncapi() {
  const up = framesOf('up', upSchema);
  const down = framesOf('down', downSchema);
  const frames = [...up, ...down];
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Sportello synchronisation',
      version: `${PROTOCOL_VERSION}.0.0`,
      description: [
        'Frames between hub and devices: JSON text over one WebSocket,',
        `at most ${MAX_FRAME_BYTES} bytes each. The rules are in sync-spec.md.`,
        'Generated from shared/protocol by `npm run docs`.',
      ].join(' '),
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      hub: { host: '{host}', protocol: 'wss', variables: { host: { description: "The hub's name and port." } } },
    },
    channels: {
      sync: {
        address: '/v1/sync',
        messages: Object.fromEntries(frames.map(({ id }) => [id, { $ref: `#/components/messages/${id}` }])),
      },
    },
    operations: {
      receiveFromDevice: operation({ action: 'receive', summary: 'Device to hub.', frames: up }),
      sendToDevice: operation({ action: 'send', summary: 'Hub to device.', frames: down }),
    },
    components: {
      securitySchemes: {
        deviceKey: {
          type: 'asymmetricEncryption',
          description: "Ed25519 signature over the connection's nonce, in the frame hello (HS4).",
        },
      },
      messages: Object.fromEntries(frames.map(messageOf)),
      schemas: schemasOf(frames),
    },
  };
  return `# Generated from shared/protocol by \`npm run docs\`. Not to be edited by hand.\n${toYaml(document)}`;
}

/** @typedef {{ id: string, type: string, summary: string, schema: z.ZodType }} Frame */

/** @param {Direction} direction @param {typeof upSchema | typeof downSchema} union @returns {Frame[]} */
function framesOf(direction, union) {
  return union.options.map((schema) => {
    const type = schema.shape.type.value;
    const summary = summaries[direction][type];
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

/** @param {{ action: 'send' | 'receive', summary: string, frames: Frame[] }} what */
const operation = ({ action, summary, frames }) => ({
  action,
  summary,
  security: [{ $ref: '#/components/securitySchemes/deviceKey' }],
  channel: { $ref: '#/channels/sync' },
  messages: frames.map(({ id }) => ({ $ref: `#/channels/sync/messages/${id}` })),
});

/** @param {Frame[]} frames */
function schemasOf(frames) {
  const registry = z.registry();
  for (const [id, schema] of Object.entries(parts)) registry.add(schema, { id });
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
