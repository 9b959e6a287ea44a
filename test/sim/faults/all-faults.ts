import { agendaFaults } from './agenda-faults.ts';
import { deskFaults } from './desk-faults.ts';
import { deviceFaults } from './device-faults.ts';
import type { Fault } from './fault.ts';
import { hubFaults } from './hub-faults.ts';
import { leaseFaults } from './lease-faults.ts';
import { mergeFaults } from './merge-faults.ts';
import { passingFaults } from './passing-faults.ts';
import { privacyFaults } from './privacy-faults.ts';
import { wireFaults } from './wire-faults.ts';

export const allFaults: readonly Fault[] = [
  ...hubFaults,
  ...wireFaults,
  ...deviceFaults,
  ...deskFaults,
  ...leaseFaults,
  ...mergeFaults,
  ...passingFaults,
  ...agendaFaults,
  ...privacyFaults,
];

export const faultNamed = (name: string): Fault | null => allFaults.find((fault) => fault.name === name) ?? null;
