import { afterStep, type RequiredList } from '../model/required.ts';
import type { Pending } from './confirmed.ts';

/** What the case needs, with what was said about it on this device and not answered laid over (CO6). */
export function requiredOver(
  confirmed: RequiredList | undefined,
  pending: readonly Pending[],
): RequiredList | undefined {
  const list = pending.reduce(
    (known, { command }) =>
      command.name === 'require-document' ? afterStep(known, command.kind, command.step) : known,
    confirmed ?? [],
  );
  return list.length === 0 ? undefined : list;
}
