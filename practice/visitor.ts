import type { Hub } from '../hub/hub.ts';
import { visitorDownSchema, type VisitorDown, type VisitorUp } from '../shared/chat/frames.ts';
import { CHAT_PROTOCOL_VERSION } from '../shared/chat/limits.ts';
import type { Timers } from '../shared/effects.ts';
import type { Soon } from './cable.ts';

/** Somebody who has the chat open, and answers what a volunteer writes. */
export interface VisitorPart {
  readonly name: string;
  readonly email: string;
  readonly groupId: string;
  /** The first begins the chat; each later one answers a volunteer. */
  readonly lines: readonly string[];
}

interface VisitorDeps {
  readonly hub: Pick<Hub, 'connectVisitor'>;
  readonly timers: Timers;
  readonly soon: Soon;
}

const READS_MS = 1_500;
const TYPES_MS = 3_000;

/** Plays one visitor. Returns how to close their page. */
export function playVisitor(
  { name, email, groupId, lines }: VisitorPart,
  { hub, timers, soon }: VisitorDeps,
): () => void {
  const answered = new Set<string>();
  let line = 0;
  let isWriting = false;
  const connection = hub.connectVisitor({
    address: 'practice',
    send: (text) => soon(() => take(visitorDownSchema.parse(JSON.parse(text)))),
    close: () => undefined,
  });
  const send = (frame: VisitorUp): void => connection.received(JSON.stringify(frame));
  const write = (): void => {
    const text = lines[line];
    if (text === undefined) return;
    line += 1;
    send({ type: 'line', line, text, ...(line === 1 ? { begin: { groupId, name, email } } : {}) });
  };
  const answer = (at: number): void => {
    if (isWriting || line >= lines.length) return;
    isWriting = true;
    timers.after(READS_MS, () => {
      send({ type: 'seen', at });
      send({ type: 'typing' });
    });
    timers.after(READS_MS + TYPES_MS, () => {
      isWriting = false;
      write();
    });
  };
  function take(frame: VisitorDown): void {
    if (frame.type === 'welcome') return write();
    if (frame.type === 'ping') return send({ type: 'pong' });
    if (frame.type !== 'entries') return undefined;
    const fresh = frame.entries.filter(({ id, from }) => from === 'volunteer' && !answered.has(id));
    for (const { id } of fresh) answered.add(id);
    const last = fresh.at(-1);
    return last === undefined ? undefined : answer(last.at);
  }
  soon(() => send({ type: 'hello', protocol: CHAT_PROTOCOL_VERSION, session: null, language: 'it' }));
  return () => connection.lost();
}
