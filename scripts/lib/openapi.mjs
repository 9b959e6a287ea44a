// The API for the association's own portal as an OpenAPI document, made from the schemas that the hub validates with.
import * as z from 'zod';
import {
  TICKETS_PATH,
  ticketCreatedSchema,
  ticketProblemSchema,
  ticketSchema,
} from '../../hub/public/ticket-schema.ts';
import { MAX_FILES } from '../../hub/public/validate.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { toYaml } from './yaml.mjs';

/** @param {z.ZodType} schema */
function schemaOf(schema) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

/** @param {Record<string, any>} ticket */
const withFiles = (ticket) => ({
  ...ticket,
  properties: {
    ...ticket.properties,
    files: {
      type: 'array',
      maxItems: MAX_FILES,
      items: { type: 'string', format: 'binary' },
      description: `One part each, of at most ${MAX_ATTACHMENT_BYTES} bytes, 40 MB in all; their kind is found by their content`,
    },
  },
});

/** @param {string} description */
const problem = (description) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** @param {string} description */
const created = (description) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Created' } } },
});

const post = {
  operationId: 'openTicket',
  summary: 'Opens a ticket',
  description:
    'What arrives is one message, also when it is sent again under the same Idempotency-Key (TA2). What is confidential comes back first (TA3).',
  tags: ['tickets'],
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'Another one for each ticket; the same when it is sent again',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{20,64}$' },
    },
    {
      name: 'Accept-Language',
      in: 'header',
      description: 'Language of the sentences in problems: Italian or English',
      schema: { type: 'string' },
    },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Ticket' } },
      'multipart/form-data': {
        schema: { $ref: '#/components/schemas/TicketWithFiles' },
      },
    },
  },
  responses: {
    200: created('It had been received before'),
    201: created('Received, durably; the acknowledgement is on its way by mail'),
    400: problem('Nothing that could be read'),
    401: problem('No key, or not one of this hub'),
    413: problem('Larger than any ticket'),
    422: problem('Fields that have to be mended, or a confidence on which the person decides'),
    429: problem('Too many requests; see Retry-After'),
    503: problem('Not now; see the code'),
  },
};

export function makeOpenapi() {
  return toYaml({
    openapi: '3.1.0',
    info: {
      title: 'Sportello: tickets from the association’s own portal',
      version: '1.0.0',
      description: 'Rules TA1 to TA4 of sync-spec.md. Keys are made at the hub’s command line: api-keys create.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'https://assistenza.example.org', description: 'The public address of the hub' }],
    security: [{ key: [] }],
    tags: [{ name: 'tickets', description: 'Requests by the public' }],
    paths: { [TICKETS_PATH]: { post } },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'As api-keys create prints it' } },
      schemas: {
        Ticket: schemaOf(ticketSchema),
        TicketWithFiles: withFiles(schemaOf(ticketSchema)),
        Created: schemaOf(ticketCreatedSchema),
        Problem: schemaOf(ticketProblemSchema),
      },
    },
  });
}
