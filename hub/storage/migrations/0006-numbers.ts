import type { Migration } from '../migration.ts';

/**
 * Numbers that a device may give to cases by itself (NB1), and those that a restore left out: the lost life may have
 * leased them (NB4).
 */
export const numbers: Migration = {
  version: 6,
  name: 'numbers',
  statements: () => [
    `create table leased_numbers (number text primary key, device_id text not null references devices (id))`,
    `create index leased_numbers_by_device on leased_numbers (device_id, number)`,
    `create table lost_numbers (first text primary key, last text not null)`,
  ],
};
