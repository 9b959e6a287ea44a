import type { Storage, WriteTx } from '../../../hub/storage/storage.ts';
import type { Fault } from './fault.ts';

const changed = (storage: Storage, change: (tx: WriteTx) => Partial<WriteTx>): Storage => ({
  ...storage,
  write: (run, then) => storage.write((tx) => run({ ...tx, ...change(tx) }), then),
});

const leaseForEver: Fault = {
  name: 'lease-never-ends',
  what: 'a chat stays with somebody who cannot be reached',
  caughtBy: ['lease'],
  storage: (storage) => ({ ...storage, read: (run) => storage.read((tx) => run({ ...tx, leases: async () => [] })) }),
};

const leaseUnrenewed: Fault = {
  name: 'lease-ends-while-connected',
  what: 'contact with the assignee does not renew the lease',
  caughtBy: ['lease'],
  storage: (storage) => ({
    ...storage,
    read: (run) =>
      storage.read((tx) =>
        run({ ...tx, leases: async () => (await tx.leases()).map((lease) => ({ ...lease, assigneeId: 'nobody' })) }),
      ),
  }),
};

const fenceKeptByLease: Fault = {
  name: 'fence-not-raised-by-expired-lease',
  what: 'a chat whose lease expired waits under the token of its former assignee',
  caughtBy: ['chronology', 'fence-grows', 'no-stale-write', 'one-claim-per-fence'],
  storage: (storage) =>
    changed(storage, (tx) => ({
      saveConversation: (change) => {
        const isExpired = change.messages.some(({ event }) => event?.code === 'lease-expired');
        const after = isExpired ? { ...change.after, fence: change.after.fence - 1 } : change.after;
        return tx.saveConversation({ ...change, after });
      },
    })),
};

export const leaseFaults: readonly Fault[] = [leaseForEver, leaseUnrenewed, fenceKeptByLease];
