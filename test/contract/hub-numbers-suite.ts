import { expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';

/** Part of the suite of the hub's storage: numbers leased to devices. */
export function numbers(at: { readonly storage: Storage }): void {
  test('[NB1] [NB3] Numbers are leased up to so many, each is used once and by its device only', async () => {
    const leased = (device: string) => at.storage.read((tx) => tx.leasedNumbers(device));
    await at.storage.write((tx) => tx.leaseNumbers('pc-maria', 2026, 3));
    await at.storage.write((tx) => tx.leaseNumbers('pc-luca', 2026, 2));
    expect(await leased('pc-maria')).toEqual(['2026-500001', '2026-500002', '2026-500003']);
    expect(await leased('pc-luca')).toEqual(['2026-500004', '2026-500005']);
    const use = (number: string, device: string) => at.storage.write((tx) => tx.useNumber(number, device));
    expect(await use('2026-500004', 'pc-maria')).toBe(false);
    expect([await use('2026-500002', 'pc-maria'), await use('2026-500002', 'pc-maria')]).toEqual([true, false]);
    expect(await use('2026-500099', 'pc-maria')).toBe(false);
    await at.storage.write((tx) => tx.leaseNumbers('pc-maria', 2026, 3));
    expect(await leased('pc-maria')).toEqual(['2026-500001', '2026-500003', '2026-500006']);
    expect(await at.storage.write((tx) => tx.nextCaseNumber(2026))).toBe('2026-000001');
    await at.storage.write((tx) => tx.leaseNumbers('pc-maria', 2027, 1));
    expect(await leased('pc-maria')).toContain('2027-500001');
  });

  test('[NB4] What a restore left out may be used by whoever offers it', async () => {
    await at.storage.write((tx) => tx.leaseNumbers('pc-luca', 2026, 1));
    await at.storage.write((tx) => tx.skipCaseNumbers(2026, 10));
    const use = (number: string) => at.storage.write((tx) => tx.useNumber(number, 'pc-maria'));
    expect([await use('2026-500001'), await use('2026-500002'), await use('2026-500011')]).toEqual([false, true, true]);
    expect([await use('2026-500012'), await use('2026-000002')]).toEqual([false, false]);
  });
}
