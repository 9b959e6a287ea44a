import { MessageChannelMain, type WebContents } from 'electron';
import { CORE_PORT_MESSAGE } from '../shared/bridge/names.ts';
import type { CoreProcess } from './core-process.ts';

/** Which page holds which port to the core. */
export interface CorePorts {
  /** Gives a page a port to the core. Main forgets both ends at once. */
  connect(contents: WebContents): void;
  holderOf(portId: number): WebContents | null;
  /** The core was restarted: these pages get a new port each. */
  reconnect(pages: readonly WebContents[]): void;
}

export function createCorePorts(core: () => CoreProcess): CorePorts {
  const contentsByPort = new Map<number, WebContents>();
  let lastPortId = 0;

  function connect(contents: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    lastPortId += 1;
    contentsByPort.set(lastPortId, contents);
    core().connect(lastPortId, port2);
    contents.postMessage(CORE_PORT_MESSAGE, null, [port1]);
  }

  return {
    connect,
    holderOf: (portId) => contentsByPort.get(portId) ?? null,
    reconnect(pages) {
      contentsByPort.clear();
      pages.forEach(connect);
    },
  };
}
