import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { OfferedFile } from '../intake/attachments.ts';
import { emptyFields, type Fields, MAX_FILES, type Submission } from './validate.ts';

/** One file may be as large as anywhere, all files of a request together this large. */
const MAX_TOTAL_BYTES = 40 * 1024 * 1024;
/** Bytes of one typed field: 20,000 characters and some, so that a text that is too long comes back whole. */
export const MAX_FIELD_BYTES = 400_000;
/** Parts beyond this are no form of ours. */
export const MAX_PARTS = 60;

export interface ReadForm {
  readonly submission: Submission;
  readonly language: string;
  /** What somebody, or some program, wrote into the field that nobody sees. */
  readonly trap: string;
  /** The button that was pressed when it came back because it is confidential. */
  readonly decision: Decision | null;
}

/** Ask for an appointment instead, or send it all the same. */
export type Decision = 'appointment' | 'send';

/** Reads a form to its end, keeps what is within the limits and notes what is not. Throws when it is no form. */
export async function readForm(request: FastifyRequest): Promise<ReadForm> {
  const typed: Record<string, string> = {};
  const files: OfferedFile[] = [];
  const room = { bytes: MAX_TOTAL_BYTES };
  let tooMany = false;
  let tooLarge = false;
  let isTextCut = false;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      typed[part.fieldname] ??= typeof part.value === 'string' ? part.value : '';
      isTextCut ||= part.fieldname === 'text' && part.valueTruncated;
      continue;
    }
    const bytes = await readFile(part, room);
    const isEmptyInput = part.filename === '' && bytes?.length === 0;
    if (isEmptyInput) continue;
    tooMany ||= files.length >= MAX_FILES;
    tooLarge ||= bytes === null;
    if (bytes !== null && !tooMany) files.push({ name: part.filename, declaredType: part.mimetype, bytes });
  }
  const fields = Object.fromEntries(
    Object.keys(emptyFields).map((name) => [name, typed[name] ?? '']),
  ) as unknown as Fields;
  const cut = { tooMany, tooLarge, text: isTextCut };
  const submission = { fields, key: typed['key'] ?? '', files, cut };
  const pressed = typed['decision'];
  const decision = pressed === 'appointment' || pressed === 'send' ? pressed : null;
  return { submission, language: typed['lang'] ?? '', trap: typed['website'] ?? '', decision };
}

/** Null: larger than one file or all together may be; read to its end all the same, so that the form can be answered. */
async function readFile(part: MultipartFile, room: { bytes: number }): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    room.bytes -= chunk.length;
    if (room.bytes < 0) chunks.length = 0;
    else chunks.push(chunk);
  }
  return part.file.truncated || room.bytes < 0 ? null : Buffer.concat(chunks);
}
