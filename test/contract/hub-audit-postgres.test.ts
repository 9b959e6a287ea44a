import { describe } from 'vitest';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { freshDatabase, hasPostgres, type TestDatabase } from '../support/postgres.ts';
import { hubAuditSuite } from './hub-audit-suite.ts';

let lastInstance = 0;
const open = ({ address }: TestDatabase): Promise<Storage> =>
  openPostgresStorage({ address, now: 0, timers: null, instance: `audit-${(lastInstance += 1)}` });

describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
  hubAuditSuite('PostgreSQL', async () => {
    const database = await freshDatabase();
    const storage = await open(database);
    return {
      storage,
      openAgain: () => open(database),
      async close() {
        await storage.close();
        await database.drop();
      },
    };
  });
});
