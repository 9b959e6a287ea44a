import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Clock, Ids } from '../../shared/effects.ts';
import { MAX_WRITTEN_TEXT } from '../../shared/model/message.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import { answeredFile } from '../answered-file.ts';
import { flagsOf } from '../guard/flags.ts';
import { examineFiles, type OfferedFile } from '../intake/attachments.ts';
import { followPath } from '../follow/follow-link.ts';
import { followView, openFollowed, type FollowLink } from '../follow/follow-view.ts';
import { cleanText } from '../intake/clean-text.ts';
import type { Log } from '../log.ts';
import type { Incoming, Intake } from '../ports.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import type { ConversationRecord, Storage } from '../storage/storage.ts';
import { followGonePage, followPage, type FollowPage, type FollowProblem } from './follow-pages.ts';
import { retryAfter, sendPage } from './answers.ts';
import { chooseLanguage } from './languages.ts';
import { asDownload } from './file-name.ts';
import { MAX_FIELD_BYTES, MAX_PARTS, readForm } from './read-form.ts';
import type { Submission } from './validate.ts';
import { registerLinkPages, type LinkPages } from './link-pages.ts';

export interface FollowDeps {
  readonly storage: Storage;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Pick<Log, 'defect'>;
  readonly association: string;
}

const WINDOW_MS = 10 * 60_000;
/** Pages that one address may see, and messages that it may send. */
const PAGES_PER_ADDRESS = 120;
const MESSAGES_PER_ADDRESS = 12;
const KEY = /^[\w-]{20,64}$/;
const FORM_LIMIT_BYTES = 400_000;

interface Routed {
  Params: FollowLink;
  Querystring: { lang?: unknown; sent?: unknown };
}
interface RoutedFile extends Routed {
  Params: FollowLink & { readonly id: string };
}
type Asking = FastifyRequest<Routed>;
type Around = FollowDeps & { readonly messages: RateLimit };

/** Where whoever opened a case follows it (section FU): no script, no cookie; the link itself is the right. */
export async function registerFollowPages(app: FastifyInstance, deps: FollowDeps): Promise<void> {
  const { clock } = deps;
  const pages = createRateLimit({ limit: PAGES_PER_ADDRESS, windowMs: WINDOW_MS, clock });
  const messages = createRateLimit({ limit: MESSAGES_PER_ADDRESS, windowMs: WINDOW_MS, clock });
  const around: LinkPages<Routed> = {
    rate: pages,
    formLimitBytes: FORM_LIMIT_BYTES,
    log: deps.log,
    frameOf: (request) => frameOf(request, deps),
  };
  await registerLinkPages(app, around, (scope) => {
    void scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: MAX_ATTACHMENT_BYTES, fieldSize: MAX_FIELD_BYTES, parts: MAX_PARTS },
    });
    scope.get<Routed>('/pratica/:number/:secret', (request, reply) => show(request, reply, deps));
    scope.get<RoutedFile>('/pratica/:number/:secret/file/:id', (request, reply) => giveFile(request, reply, deps));
    scope.post<Routed>('/pratica/:number/:secret', (request, reply) => write(request, reply, { ...deps, messages }));
  });
}

async function show(request: Asking, reply: FastifyReply, deps: FollowDeps): Promise<FastifyReply> {
  const conversation = await deps.storage.read((tx) => openFollowed(tx, request.params));
  if (conversation === null) return sendPage(reply.code(404), followGonePage(frameOf(request, deps)));
  return draw(request, reply, { deps, conversation, isSent: request.query.sent === '1' });
}

/** A file of an answer (AT5); for a wrong link, and for any other file, the same page. */
async function giveFile(
  request: FastifyRequest<RoutedFile>,
  reply: FastifyReply,
  deps: FollowDeps,
): Promise<FastifyReply> {
  const { storage, clock } = deps;
  const file = await storage.write(async (tx) => {
    const conversation = await openFollowed(tx, request.params);
    if (conversation === null) return null;
    return answeredFile(tx, { conversation, attachmentId: request.params.id, now: clock.now() });
  });
  if (file === null) return sendPage(reply.code(404), followGonePage(frameOf(request, deps)));
  return reply
    .type('application/octet-stream')
    .header('content-disposition', asDownload(file.name))
    .send(Buffer.from(file.bytes));
}

interface Drawn extends Partial<Pick<FollowPage, 'text' | 'problem' | 'flags' | 'isSent' | 'key' | 'hadFiles'>> {
  readonly deps: FollowDeps;
  readonly conversation: ConversationRecord;
}

async function draw(
  request: Asking,
  reply: FastifyReply,
  { deps, conversation, ...page }: Drawn,
): Promise<FastifyReply> {
  const view = await deps.storage.read((tx) => followView(tx, conversation));
  const fresh = { key: deps.ids.secret(), text: '', problem: null, flags: [], isSent: false, hadFiles: false };
  return sendPage(reply, followPage({ ...frameOf(request, deps), view, ...fresh, ...page }));
}

async function write(request: Asking, reply: FastifyReply, deps: Around): Promise<FastifyReply> {
  const { storage } = deps;
  const conversation = await storage.read((tx) => openFollowed(tx, request.params));
  if (conversation === null) return sendPage(reply.code(404), followGonePage(frameOf(request, deps)));
  const form = await readWritten(request);
  const key = KEY.exec(form.key)?.[0] ?? deps.ids.secret();
  const again = (status: number, more: Pick<Drawn, 'problem' | 'flags'>) =>
    draw(request, reply.code(status), { deps, conversation, text: form.typed, key, hadFiles: form.hadFiles, ...more });
  const isAppointment = form.decision === 'appointment';
  const { attachments, refused } = await examineFiles(isAppointment ? [] : form.files);
  const problem = isAppointment ? null : (problemOf(form.typed) ?? problemOfFiles(form, refused));
  if (problem !== null) return again(400, { problem });
  const text = isAppointment ? 'La persona chiede un appuntamento.' : cleanText(form.typed);
  const incoming = messageOf(conversation, { text, key, attachments });
  const flags = form.decision === null ? flagsOf(incoming, await storage.read((tx) => tx.guardSettings())) : [];
  if (flags.length > 0) return again(422, { flags });
  const waitMs = deps.messages.hit(request.ip);
  if (waitMs > 0) {
    retryAfter(reply, waitMs);
    return again(429, { problem: 'tooOften' });
  }
  const path = await pathOfReceived(deps, incoming);
  if (path === null) return again(503, { problem: 'failed' });
  // A page that can be loaded again without sending anything again; of the new case, where the old one was too old (FU3).
  return reply.redirect(`${path}?lang=${frameOf(request, deps).language}&sent=1`, 303);
}

interface Written {
  readonly typed: string;
  readonly key: string;
  readonly decision: string | null;
  readonly files: readonly OfferedFile[];
  readonly hadFiles: boolean;
  readonly cut: Submission['cut'];
}

const uncut: Submission['cut'] = { tooMany: false, tooLarge: false, text: false };

/** With files it is a form of parts; a browser that sends none may send it in the older way. */
async function readWritten(request: Asking): Promise<Written> {
  if (request.isMultipart()) {
    const { submission, decision } = await readForm(request);
    const { fields, key, files, cut } = submission;
    return { typed: fields.text, key, decision, files, cut, hadFiles: files.length > 0 || cut.tooLarge || cut.tooMany };
  }
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const field = (name: string): string => form.get(name) ?? '';
  return {
    typed: field('text'),
    key: field('key'),
    decision: form.get('decision'),
    files: [],
    hadFiles: false,
    cut: uncut,
  };
}

function problemOf(typed: string): FollowProblem | null {
  if (cleanText(typed).trim() === '') return 'missing';
  return typed.replace(/\r\n/g, '\n').length > MAX_WRITTEN_TEXT ? 'tooLong' : null;
}

function problemOfFiles({ cut }: Written, refused: readonly string[]): FollowProblem | null {
  if (cut.text) return 'tooLong';
  if (cut.tooMany) return 'files-many';
  if (cut.tooLarge || refused.includes('size')) return 'files-large';
  return refused.length > 0 ? 'files-type' : null;
}

async function pathOfReceived({ intake, storage, log }: FollowDeps, incoming: Incoming): Promise<string | null> {
  try {
    const { number } = await intake.receive(incoming);
    return await followPathIn(storage)(number);
  } catch (error) {
    log.defect('http', error);
    return null;
  }
}

/** One more message of this case, by whoever has its link. */
function messageOf(
  { channel, contact, subject, replyToken, groupId, number }: ConversationRecord,
  { text, key, attachments }: Pick<Incoming, 'text' | 'attachments'> & { readonly key: string },
): Incoming {
  const hash = createHash('sha256').update(JSON.stringify([number, key, text]));
  for (const { name, bytes } of attachments) hash.update(`\n${name}\n`).update(bytes.subarray());
  return {
    channel,
    origin: 'portal',
    contact,
    subject,
    text,
    quoted: null,
    groupId,
    attachments,
    refusedAttachments: [],
    automatic: false,
    verified: false,
    dedupeKey: `follow:${hash.digest('hex')}`,
    replyToken,
  };
}

function frameOf(request: Asking, { association }: FollowDeps): Pick<FollowPage, 'language' | 'association' | 'path'> {
  const language = chooseLanguage(request.query.lang, request.headers['accept-language']);
  const { number, secret } = request.params;
  return { language, association, path: `/pratica/${encodeURIComponent(number)}/${encodeURIComponent(secret)}` };
}

/** For pages that tell where a case is followed. */
export const followPathIn =
  (storage: Storage) =>
  async (number: string): Promise<string | null> => {
    const secret = await storage.read((tx) => tx.followSecret());
    return secret === null ? null : followPath(secret, number);
  };
