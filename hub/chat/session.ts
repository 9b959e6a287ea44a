import { createHash } from 'node:crypto';
import { CHAT_SESSION_MS } from '../../shared/chat/limits.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { ReadTx } from '../storage/storage.ts';

/** What the hub keeps of a session's secret (CH3). */
export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(`sportello-chat ${secret}`).digest('hex');

/** Null: there is none with this secret, or nobody can go on with it any more (CH3). */
export async function usableSession(tx: ReadTx, secretHash: string, now: number): Promise<ChatSession | null> {
  const session = await tx.chatSession(secretHash);
  return session === null || now - session.usedAt > CHAT_SESSION_MS ? null : session;
}
