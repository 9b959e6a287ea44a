import type { Change, Down } from '../../../shared/protocol/down.ts';
import { holdsContent } from '../device-state.ts';
import type { SimDevice } from '../device.ts';
import type { Fault } from './fault.ts';

type Patch = Extract<Down, { type: 'patch' }>;

const patchIn = (text: string): Patch | null =>
  text.startsWith('{"type":"patch"') ? (JSON.parse(text) as Patch) : null;

const stubForgotten: Fault = {
  name: 'no-stub-for-former-participants',
  what: 'somebody who lost the right to read is not told',
  caughtBy: ['cursor-honest', 'convergence'],
  fromHub(text, { device }) {
    const patch = patchIn(text);
    if (patch === null) return text;
    const isForgotten = (change: Change): boolean => change.kind === 'stub' && holdsContent(device, change.stub.id);
    return JSON.stringify({ ...patch, changes: patch.changes.filter((change) => !isForgotten(change)) });
  },
};

const oldSent: Fault = {
  name: 'stale-content-after-claim',
  what: 'what was rendered before a claim is sent after it',
  caughtBy: ['readable-only'],
  fromHub(text, { device, world }) {
    const patch = patchIn(text);
    if (patch === null) return text;
    const kept = keptOf(device);
    for (const change of patch.changes) if (change.kind === 'put') kept.set(change.conversation.id, change);
    const changes = patch.changes.map((change) => {
      const old = change.kind === 'stub' && world.network.chance(0.5) ? kept.get(change.stub.id) : undefined;
      return old ?? change;
    });
    return JSON.stringify({ ...patch, changes });
  },
};

const keptByDevice = new WeakMap<SimDevice, Map<string, Change>>();

function keptOf(device: SimDevice): Map<string, Change> {
  const kept = keptByDevice.get(device) ?? new Map<string, Change>();
  keptByDevice.set(device, kept);
  return kept;
}

const answeredOnlyOnce: Fault = {
  name: 'repeated-command-not-answered',
  what: 'a command that was answered before is met with silence',
  caughtBy: ['convergence'],
  fromHub(text, { device }) {
    if (!text.startsWith('{"type":"answer"')) return text;
    const { seq } = JSON.parse(text) as { seq: number };
    const told = toldOf(device);
    if (told.has(seq)) return null;
    told.add(seq);
    return text;
  },
};

const toldByDevice = new WeakMap<SimDevice, Set<number>>();

function toldOf(device: SimDevice): Set<number> {
  const told = toldByDevice.get(device) ?? new Set<number>();
  toldByDevice.set(device, told);
  return told;
}

const replaceIgnored: Fault = {
  name: 'replace-ignored',
  what: 'the device adds messages where it was to hold exactly the ones that came',
  caughtBy: ['cursor-honest', 'convergence'],
  toDevice(text, { deliver }) {
    const patch = patchIn(text);
    if (patch === null) return deliver(text);
    const changes = patch.changes.map((change) => (change.kind === 'put' ? { ...change, replace: false } : change));
    deliver(JSON.stringify({ ...patch, changes }));
  },
};

const evictedTooEarly: Fault = {
  name: 'acknowledged-before-evicted',
  what: 'the device confirms an eviction first and removes the content later',
  caughtBy: ['receipt-true', 'cursor-honest'],
  toDevice(text, { device, world, deliver }) {
    const patch = patchIn(text);
    const stubs = (patch?.changes ?? []).flatMap((change) => (change.kind === 'stub' ? [change.stub] : []));
    const leaving = stubs.filter(({ id }) => holdsContent(device, id));
    if (leaving.length === 0) return deliver(text);
    const items = leaving.map(({ id, fence }) => ({ conversationId: id, fence }));
    for (const wire of device.wires) wire.send(JSON.stringify({ type: 'evicted', items }));
    world.time.plan(400, () => deliver(text));
  },
};

const orderSwapped: Fault = {
  name: 'outbox-order-swapped',
  what: 'two commands of the outbox change places on their way',
  caughtBy: ['effect-once', 'texts-kept', 'cursor-honest', 'convergence'],
  toHub(text) {
    if (!text.startsWith('{"type":"push"')) return text;
    const push = JSON.parse(text) as { commands: { seq: number; command: unknown }[] };
    const [first, second, ...rest] = push.commands;
    if (first === undefined || second === undefined) return text;
    const swapped = [
      { seq: first.seq, command: second.command },
      { seq: second.seq, command: first.command },
    ];
    return JSON.stringify({ ...push, commands: [...swapped, ...rest] });
  },
};

export const wireFaults: readonly Fault[] = [
  stubForgotten,
  oldSent,
  answeredOnlyOnce,
  replaceIgnored,
  evictedTooEarly,
  orderSwapped,
];
