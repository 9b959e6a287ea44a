import { WebSocket } from 'ws';
import type { OpenSocket } from '../../main/core/sync/link.ts';

/** A network cable that a test can pull: real sockets, cut without a word. */
export interface Cable {
  readonly openSocket: OpenSocket;
  pull(): void;
  plug(): void;
}

/** Nobody listens here (discard port, reserved). */
const NOWHERE = 'ws://127.0.0.1:9/';

export function createCable(): Cable {
  const sockets = new Set<WebSocket>();
  let isPlugged = true;
  return {
    openSocket(url) {
      const socket = new WebSocket(isPlugged ? url : NOWHERE, { perMessageDeflate: false });
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      return socket;
    },
    pull() {
      isPlugged = false;
      for (const socket of sockets) socket.terminate();
    },
    plug: () => void (isPlugged = true),
  };
}
