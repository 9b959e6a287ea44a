import type { AgendaEntry, Appointment } from '../model/appointment.ts';
import type { Command } from '../protocol/commands.ts';
import type { Slot } from '../schedule/slots.ts';

type AppointmentCommand = Extract<Command, { name: 'book-appointment' | 'move-appointment' | 'close-appointment' }>;

/** A command of this device about an appointment that the hub has not answered. */
export interface PendingAppointment {
  readonly seq: number;
  readonly command: AppointmentCommand;
  /** Of its case, where that is known here. */
  readonly number: string | null;
}

export const appointmentCommands = [
  'book-appointment',
  'move-appointment',
  'close-appointment',
] as const satisfies readonly AppointmentCommand['name'][];

export const isAppointmentCommand = (command: Command): command is AppointmentCommand =>
  appointmentCommands.some((name) => name === command.name);

/**
 * The agenda as a person sees it: what the hub has confirmed, with this device's commands laid over in order of number
 * (AP7). Invariants:
 * - without pending commands it is what the hub has confirmed;
 * - what is asked for here is `held`, never `booked`;
 * - a command that no longer applies changes nothing, and never throws.
 */
export function rebaseAgenda(
  confirmed: readonly Appointment[],
  pending: readonly PendingAppointment[],
): readonly AgendaEntry[] {
  const entries = new Map<string, AgendaEntry>(confirmed.map((each) => [each.id, { ...each, pending: null }]));
  for (const each of pending) {
    const after = laidOver(entries.get(each.command.appointmentId), each);
    if (after !== undefined) entries.set(after.id, after);
  }
  return [...entries.values()].toSorted((one, other) => one.startAt - other.startAt || (one.id < other.id ? -1 : 1));
}

function laidOver(
  entry: AgendaEntry | undefined,
  { seq, command, number }: PendingAppointment,
): AgendaEntry | undefined {
  switch (command.name) {
    case 'book-appointment': {
      // The feed may have brought it before the answer.
      if (entry !== undefined) return entry;
      const { appointmentId: id, conversationId, groupId, place, startAt, endAt } = command;
      const slot = { groupId, place, startAt, endAt };
      return { id, conversationId, number, ...slot, state: 'held', sequence: 0, pending: seq };
    }
    case 'move-appointment': {
      if (entry === undefined || !isOpen(entry)) return entry;
      const { place, startAt, endAt } = command;
      return { ...entry, place, startAt, endAt, state: 'held', pending: seq };
    }
    case 'close-appointment': {
      if (entry === undefined || entry.state === 'cancelled') return entry;
      // Nobody can have come to what was never booked.
      const state = entry.state === 'held' && command.outcome !== 'cancelled' ? 'held' : command.outcome;
      return { ...entry, state, pending: seq };
    }
  }
}

const isOpen = ({ state }: AgendaEntry): boolean => state === 'booked' || state === 'held';

/** Slots of a group that can't be taken: by the hub's word, and those held here. What is given up here is free when the hub says so. */
export function takenIn(
  groupId: string,
  confirmed: readonly Appointment[],
  visible: readonly AgendaEntry[],
): readonly Slot[] {
  const isHere = (each: { readonly groupId: string; readonly state: string }): boolean =>
    each.groupId === groupId && each.state !== 'cancelled';
  return [...confirmed.filter(isHere), ...visible.filter((each) => isHere(each) && each.pending !== null)];
}
