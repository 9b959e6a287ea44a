import type { Actor } from '../audit/entry.ts';
import type { PeopleReads, PeopleWrites } from './people.ts';
import type { ShareReads, ShareWrites } from './share-tx.ts';
import type { Device, Enrolment } from './storage.ts';

export interface DeviceReads extends ShareReads, PeopleReads {
  device(id: string): Promise<Device | null>;
  /** The device, unless it is revoked or its user is not active. */
  admitted(id: string): Promise<Device | null>;
  /** Of these devices, those that are unknown, revoked, or whose user is not active. */
  barredAmong(deviceIds: readonly string[]): Promise<readonly string[]>;
  /** Oldest first, revoked ones too. */
  devices(): Promise<readonly Device[]>;
  enrolment(codeHash: string): Promise<Enrolment | null>;
}

export interface DeviceWrites extends ShareWrites, PeopleWrites {
  addDevice(device: Device): Promise<void>;
  /** Writes its audit entry itself; `by`: nobody at the command line. */
  revokeDevice(id: string, at: number, by?: Actor): Promise<void>;
  addEnrolment(enrolment: Enrolment): Promise<void>;
  /** Compare-and-set: false when somebody used the code meanwhile. */
  useEnrolment(codeHash: string, at: number): Promise<boolean>;
  /** Number of a device's new connection, told to all hubs with the commit. */
  enter(deviceId: string): Promise<number>;
}
