import type { Clock, Timers } from '../../../shared/effects.ts';
import type { Failure } from '../../../shared/errors.ts';
import { downSchema, type Down } from '../../../shared/protocol/down.ts';
import { exactly } from '../../../shared/protocol/exact.ts';
import { MAX_FRAME_BYTES, SILENCE_TIMEOUT_MS } from '../../../shared/protocol/limits.ts';
import type { Up } from '../../../shared/protocol/up.ts';
import { createFrameBudget } from './frame-budget.ts';

/** The part of the WHATWG WebSocket that is used. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
  send(data: string): void;
  close(): void;
}
export type OpenSocket = (url: string) => Socket;

export interface Link {
  send(frame: Up): void;
  /** Ends it without telling `onEnd`. */
  close(): void;
}

export interface LinkListener {
  onFrame(frame: Down): void;
  /** Called once, with what is known of the reason. */
  onEnd(failure: Failure): void;
}

interface LinkDeps {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** One connection: JSON frames, parsed and checked, given up after a time without any (LI1). */
export function openLink(url: string, listener: LinkListener, { openSocket, clock, timers }: LinkDeps): Link {
  let over = false;
  let cancelSilence = (): void => undefined;
  const socket = openSocket(url);
  const budget = createFrameBudget({ clock, timers, send: (text) => socket.send(text) });

  const finish = (): boolean => {
    if (over) return false;
    over = true;
    cancelSilence();
    budget.stop();
    socket.close();
    return true;
  };
  const end = (failure: Failure): void => {
    if (finish()) listener.onEnd(failure);
  };
  const listen = (): void => {
    cancelSilence();
    cancelSilence = timers.after(SILENCE_TIMEOUT_MS, () => end({ code: 'silence' }));
  };

  socket.addEventListener('message', ({ data }) => {
    if (over) return;
    listen();
    const read = readFrame(data);
    if (!read.ok) end(read.failure);
    else if (read.frame.type === 'error') end(read.frame.failure);
    else {
      if (read.frame.type === 'patch') budget.pageCame();
      listener.onFrame(read.frame);
    }
  });
  socket.addEventListener('close', () => end({ code: 'hub-unreachable' }));
  socket.addEventListener('error', () => end({ code: 'hub-unreachable' }));
  listen();

  return {
    send: (frame) => {
      if (!over) budget.send(JSON.stringify(frame), frame.type === 'ack');
    },
    close: () => void finish(),
  };
}

const isExactFrame = exactly(downSchema);

type Read = { readonly ok: true; readonly frame: Down } | { readonly ok: false; readonly failure: Failure };

function readFrame(data: unknown): Read {
  if (typeof data !== 'string') return { ok: false, failure: { code: 'bad-frame' } };
  if (Buffer.byteLength(data) > MAX_FRAME_BYTES) return { ok: false, failure: { code: 'frame-too-large' } };
  try {
    const value: unknown = JSON.parse(data);
    if (isExactFrame(value)) return { ok: true, frame: value };
    const parsed = downSchema.safeParse(value);
    return parsed.success ? { ok: true, frame: parsed.data } : { ok: false, failure: { code: 'bad-frame' } };
  } catch {
    return { ok: false, failure: { code: 'bad-frame' } };
  }
}
