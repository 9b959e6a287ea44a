import type { Promised } from '../model/promise.ts';
import type { Pending } from './confirmed.ts';

/** What is promised, with what was said about it on this device and not answered laid over (CO6). */
export function promisedOver(
  confirmed: Promised | undefined,
  pending: readonly Pending[],
  userId: string,
): Promised | undefined {
  return pending.reduce((promised: Promised | undefined, { command, at }: Pending) => {
    if (command.name === 'end-promise' || command.name === 'resolve') return undefined;
    if (command.name !== 'set-promise') return promised;
    return { dueAt: command.dueAt, inAnalysis: command.inAnalysis, userId, madeAt: at };
  }, confirmed);
}
