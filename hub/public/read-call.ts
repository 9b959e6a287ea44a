import type { FastifyRequest } from 'fastify';
import type { OfferedFile } from '../intake/attachments.ts';

/** What a switchboard sent, as it was sent. */
export interface ReadCall {
  readonly id: string;
  readonly caller: string;
  readonly name: string;
  readonly key: string;
  readonly audio: OfferedFile | 'too-large' | null;
}

/** Reads the request to its end. Throws when it is no form. */
export async function readCall(request: FastifyRequest): Promise<ReadCall> {
  const fields = new Map<string, string>();
  let audio: ReadCall['audio'] = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value.trim());
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.fieldname !== 'audio') continue;
    audio = part.file.truncated ? 'too-large' : { name: part.filename, declaredType: part.mimetype, bytes };
  }
  const field = (name: string): string => fields.get(name) ?? '';
  return { id: field('id'), caller: field('caller'), name: field('name'), key: field('key'), audio };
}
