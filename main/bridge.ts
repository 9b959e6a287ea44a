import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as z from 'zod';
import {
  desktopCalls,
  type DesktopCallName,
  type DesktopCalls,
  type DesktopEventName,
  type desktopEvents,
} from '../shared/bridge/desktop.ts';
import { BRIDGE_CALL, BRIDGE_CONNECT, BRIDGE_EVENT, desktopCallNames } from '../shared/bridge/names.ts';
import { isTrustedSender } from './session-policy.ts';

export type BridgeHandlers = {
  [N in DesktopCallName]: (
    params: z.output<DesktopCalls[N]['params']>,
    sender: WebContents,
  ) => z.input<DesktopCalls[N]['value']> | Promise<z.input<DesktopCalls[N]['value']>>;
};

const envelopeSchema = z.strictObject({ name: z.enum(desktopCallNames), params: z.unknown() });

/** The only place that touches `ipcMain`: sender checked, name and arguments parsed, before any handler runs. */
export function serveBridge(handlers: BridgeHandlers, connect: (sender: WebContents) => void): void {
  ipcMain.handle(BRIDGE_CALL, async (event, raw: unknown) => answer(handlers, event, raw));
  ipcMain.on(BRIDGE_CONNECT, (event: IpcMainEvent) => {
    if (isTrustedSender(event.senderFrame)) connect(event.sender);
  });
}

async function answer(handlers: BridgeHandlers, event: IpcMainInvokeEvent, raw: unknown): Promise<unknown> {
  if (!isTrustedSender(event.senderFrame)) throw new Error('refused: unknown sender');
  const envelope = envelopeSchema.safeParse(raw);
  if (!envelope.success) throw new Error('refused: not a call of this bridge');
  const { name } = envelope.data;
  const params = desktopCalls[name].params.safeParse(envelope.data.params);
  // What was sent is not repeated in the error: it might be text that somebody wrote.
  if (!params.success) throw new Error(`refused: arguments of ${name}`);
  const handler = handlers[name] as (params: unknown, sender: WebContents) => unknown;
  return await handler(params.data, event.sender);
}

export function sendEvent<N extends DesktopEventName>(
  contents: WebContents,
  name: N,
  value: z.input<(typeof desktopEvents)[N]>,
): void {
  contents.send(BRIDGE_EVENT, { name, value });
}
