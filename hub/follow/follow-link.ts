import { createHmac, timingSafeEqual } from 'node:crypto';

/** 128 bits are enough for what nobody can try out faster than the hub answers. */
const SECRET_BYTES = 16;

/** Path of a case's page for whoever opened it (FU2): it can be made again whenever it is needed, and is stored nowhere. */
export const followPath = (hubSecret: string, number: string): string =>
  `/pratica/${number}/${secretOf(hubSecret, number).toString('base64url')}`;

export function isFollowSecret(hubSecret: string, number: string, given: string): boolean {
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === SECRET_BYTES && timingSafeEqual(bytes, secretOf(hubSecret, number));
}

const secretOf = (hubSecret: string, number: string): Buffer =>
  createHmac('sha256', hubSecret).update(`sportello-follow ${number}`).digest().subarray(0, SECRET_BYTES);
