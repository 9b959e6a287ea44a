import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type VisitorDown, visitorDownSchema, type VisitorUp } from '../../../shared/chat/frames.ts';
import { CHAT_PATH, CHAT_PROTOCOL_VERSION } from '../../../shared/chat/limits.ts';
import type { TrafficItem } from './plan.ts';
import { loopbackOf } from './post.ts';
import type { TrafficDoors } from './doors.ts';

type Chat = Extract<TrafficItem, { kind: 'chat' }>;

/** One visitor of the bubble: says the lines, each after the hub has taken the one before, and leaves the page. */
export async function chatOnce(
  { lines, group, name, index, isAnonymous }: Chat,
  { httpUrl, origin, wait }: Pick<TrafficDoors, 'httpUrl' | 'origin' | 'wait'>,
): Promise<void> {
  const url = `${httpUrl.replace(/^http/, 'ws')}${CHAT_PATH}`;
  const socket = new WebSocket(url, { origin, localAddress: loopbackOf(index), perMessageDeflate: false });
  const answers = answersOf(socket);
  await once(socket, 'open');
  const say = (frame: VisitorUp): void => socket.send(JSON.stringify(frame));
  try {
    say({ type: 'hello', protocol: CHAT_PROTOCOL_VERSION, session: null, language: 'it' });
    await answers.next((frame) => frame.type === 'welcome');
    const begin = { groupId: group, name: isAnonymous ? '' : name, email: null };
    for (const [at, text] of lines.entries()) {
      const line = at + 1;
      if (at > 0) await wait(1);
      say({ type: 'line', line, text, ...(at === 0 ? { begin } : {}) });
      const answer = await answers.next((frame) => 'line' in frame && frame.line === line);
      if (answer.type !== 'ack') throw new Error(`the hub said ${answer.type} to a line`);
    }
  } finally {
    socket.close();
  }
}

interface Answers {
  /** The next one that fits, also among those that have come; fails where the hub ends the connection. */
  next(fits: (frame: VisitorDown) => boolean): Promise<VisitorDown>;
}

function answersOf(socket: WebSocket): Answers {
  const come: VisitorDown[] = [];
  let look = (): void => undefined;
  let isClosed = false;
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const frame = visitorDownSchema.parse(JSON.parse(data.toString('utf8')));
    if (frame.type === 'ping') socket.send(JSON.stringify({ type: 'pong' } satisfies VisitorUp));
    come.push(frame);
    look();
  });
  socket.once('close', () => {
    isClosed = true;
    look();
  });
  return {
    next: (fits) =>
      new Promise((resolve, reject) => {
        look = () => {
          const at = come.findIndex(fits);
          if (at >= 0) resolve(come.splice(at, 1)[0] as VisitorDown);
          else if (isClosed) reject(new Error('the hub ended the chat'));
        };
        look();
      }),
  };
}
