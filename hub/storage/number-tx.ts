import { nextCount } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import { inPieces } from './statement-sizes.ts';
import type { ReadTx, WriteTx } from './storage.ts';

/** Numbers of the desk are in the upper half, so that those of arrivals have no gaps. */
export const DESK_BASE = 500_000;

type Methods = 'nextCaseNumber' | 'leaseNumbers' | 'useNumber';

export function numberTx(work: Work): Pick<WriteTx, Methods> & Pick<ReadTx, 'leasedNumbers'> {
  const { db } = work;
  const leasedNumbers = async (deviceId: string): Promise<string[]> => {
    const ofDevice = db.selectFrom('leased_numbers').select('number').where('device_id', '=', deviceId);
    return (await ofDevice.orderBy('number').execute()).map(({ number }) => number);
  };
  return {
    leasedNumbers,
    async nextCaseNumber(year) {
      return caseNumber(year, await nextCount(work, `case-${year}`));
    },
    async leaseNumbers(deviceId, year, upTo) {
      const held = await leasedNumbers(deviceId);
      const missing = upTo - held.filter((number) => number.startsWith(`${year}-`)).length;
      if (missing <= 0) return;
      const last = DESK_BASE + (await nextCount(work, `desk-${year}`, missing));
      const fresh = Array.from({ length: missing }, (_, index) => caseNumber(year, last - missing + 1 + index));
      for (const piece of inPieces(fresh.map((number) => ({ number, device_id: deviceId })))) {
        await db.insertInto('leased_numbers').values(piece).execute();
      }
    },
    useNumber: (number, deviceId) => useNumber(work, number, deviceId),
  };
}

export const caseNumber = (year: number, count: number): string => `${year}-${String(count).padStart(6, '0')}`;

async function useNumber({ db }: Work, number: string, deviceId: string): Promise<boolean> {
  const used = db.selectFrom('conversations').select('id').where('number', '=', number);
  if ((await used.executeTakeFirst()) !== undefined) return false;
  const lease = db.selectFrom('leased_numbers').select('device_id').where('number', '=', number);
  const holder = (await lease.executeTakeFirst())?.device_id;
  if (holder === deviceId) {
    await db.deleteFrom('leased_numbers').where('number', '=', number).execute();
    return true;
  }
  if (holder !== undefined) return false;
  const lost = db.selectFrom('lost_numbers').select('first').where('first', '<=', number).where('last', '>=', number);
  return (await lost.executeTakeFirst()) !== undefined;
}
