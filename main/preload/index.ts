import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge } from '../../shared/bridge/desktop.ts';
import {
  BRIDGE_CALL,
  BRIDGE_CONNECT,
  BRIDGE_EVENT,
  CORE_PORT_MESSAGE,
  desktopCallNames,
  desktopEventNames,
} from '../../shared/bridge/names.ts';

// A MessagePort can't cross the context bridge: it goes to the page's world as a window message of its own origin.
ipcRenderer.on(CORE_PORT_MESSAGE, (event) => {
  window.postMessage(CORE_PORT_MESSAGE, window.location.origin, [...event.ports]);
});

const bridge: DesktopBridge = {
  async call(name, params) {
    if (!desktopCallNames.includes(name)) throw new Error('unknown call');
    return (await ipcRenderer.invoke(BRIDGE_CALL, { name, params })) as never;
  },
  on(name, listener) {
    if (!desktopEventNames.includes(name)) throw new Error('unknown event');
    const relay = (_event: unknown, sent: { name: string; value: never }): void => {
      if (sent.name === name) listener(sent.value);
    };
    ipcRenderer.on(BRIDGE_EVENT, relay);
    return () => {
      ipcRenderer.off(BRIDGE_EVENT, relay);
    };
  },
  connectCore() {
    ipcRenderer.send(BRIDGE_CONNECT);
  },
};

contextBridge.exposeInMainWorld('sportello', bridge);
