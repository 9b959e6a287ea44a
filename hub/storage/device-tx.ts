import type { Outcome } from '../../shared/protocol/down.ts';
import { nobody } from '../audit/entry.ts';
import { appendAudit } from './audit-tx.ts';
import { nextCount } from './feed-tx.ts';
import { bar } from './effects.ts';
import type { Work } from './gathered.ts';
import { knownConversations } from './known-conversations.ts';
import { foreseeMessages } from './message-reads.ts';
import { destroyShare } from './share-tx.ts';
import { prepared, preparedList } from './prepared.ts';
import { filledUp } from './statement-sizes.ts';
import type { Device, Enrolment, StoredAnswer, WriteTx } from './storage.ts';
import type { DeviceRow, Tables } from './tables.ts';

type DeviceMethods =
  | 'device'
  | 'addDevice'
  | 'barredAmong'
  | 'revokeDevice'
  | 'devices'
  | 'enter'
  | 'enrolment'
  | 'addEnrolment'
  | 'useEnrolment'
  | 'answers'
  | 'addAnswer'
  | 'dropAnswers'
  | 'admitted'
  | 'foresee';

export function deviceTx(work: Work): Pick<WriteTx, DeviceMethods> {
  return { ...devices(work), ...enrolments(work), ...answers(work) };
}

function devices(
  work: Work,
): Pick<WriteTx, 'admitted' | 'barredAmong' | 'device' | 'devices' | 'addDevice' | 'enter' | 'revokeDevice'> {
  const { db } = work;
  return {
    async device(id) {
      return deviceOrNull(work, (await deviceById(work, { id })).rows);
    },
    async admitted(id) {
      const known = work.kept.admitted.get(id);
      if (known !== undefined) return known;
      const device = deviceOrNull(work, (await admittedById(work, { id })).rows);
      if (device !== null) work.kept.admitted.set(id, device);
      return device;
    },
    async devices() {
      const rows = await withLastAnswer(db).orderBy('enrolled_at').orderBy('devices.id').execute();
      return rows.map(deviceFromRow);
    },
    async barredAmong(deviceIds) {
      if (deviceIds.length === 0) return [];
      const { rows } = await admittedAmong(work, filledUp(deviceIds), {});
      const admitted = new Set(rows.map(({ id }) => id));
      return deviceIds.filter((id) => !admitted.has(id));
    },
    async addDevice(device) {
      await db
        .insertInto('devices')
        .values({ ...deviceToRow(device), seen_at: null })
        .execute();
    },
    async enter(deviceId) {
      const connection = await nextCount(work, 'connection');
      work.effects.entered = { deviceId, connection };
      return connection;
    },
    async revokeDevice(id, at, actor = nobody) {
      await db.updateTable('devices').set({ revoked_at: at }).where('id', '=', id).execute();
      await destroyShare(work, id);
      bar(work.effects, { deviceIds: [id] });
      const facts = { deviceId: id };
      await appendAudit(work, [{ at, kind: 'revocation', actor, conversation: null, facts }]);
    },
  };
}

function enrolments({ db }: Work): Pick<WriteTx, 'enrolment' | 'addEnrolment' | 'useEnrolment'> {
  return {
    async enrolment(codeHash) {
      const row = await db.selectFrom('enrolments').selectAll().where('code_hash', '=', codeHash).executeTakeFirst();
      return row === undefined ? null : enrolmentFromRow(row);
    },
    async addEnrolment({ codeHash, userId, createdAt, expiresAt, usedAt }) {
      const times = { created_at: createdAt, expires_at: expiresAt, used_at: usedAt };
      await db
        .insertInto('enrolments')
        .values({ code_hash: codeHash, user_id: userId, ...times })
        .execute();
    },
    async useEnrolment(codeHash, at) {
      const unused = db.updateTable('enrolments').where('code_hash', '=', codeHash).where('used_at', 'is', null);
      const { numUpdatedRows } = await unused.set({ used_at: at }).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

const admittedAmong = preparedList((db, ids: readonly string[]) =>
  db
    .selectFrom('devices')
    .innerJoin('users', 'users.id', 'devices.user_id')
    .select('devices.id')
    .where('devices.id', 'in', ids)
    .where('devices.revoked_at', 'is', null)
    .where('users.active', '=', 1),
);

/** With its latest command in this transaction. */
function deviceOrNull({ gathered }: Work, [row]: readonly AnsweredRow[]): Device | null {
  if (row === undefined) return null;
  const device = deviceFromRow(row);
  return { ...device, lastCommand: gathered.lastCommands.get(row.id) ?? device.lastCommand };
}

/** The last answer is never dropped: it says how far a device's commands went. */
interface AnsweredRow extends DeviceRow {
  readonly last_answer: number | null;
}

const withLastAnswer = (db: Work['db']) =>
  db
    .selectFrom('devices')
    .selectAll('devices')
    .select((eb) =>
      eb
        .selectFrom('command_answers')
        .select((answers) => answers.fn.max('seq').as('seq'))
        .whereRef('device_id', '=', 'devices.id')
        .as('last_answer'),
    );

const admittedById = prepared((db, { id }: { readonly id: string }) =>
  withLastAnswer(db)
    .innerJoin('users', 'users.id', 'devices.user_id')
    .where('devices.id', '=', id)
    .where('devices.revoked_at', 'is', null)
    .where('users.active', '=', 1),
);

const deviceById = prepared((db, { id }: { readonly id: string }) => withLastAnswer(db).where('devices.id', '=', id));

function answers(work: Work): Pick<WriteTx, 'answers' | 'addAnswer' | 'dropAnswers' | 'foresee'> {
  return {
    answers: (deviceId, seqs) => knownAnswers(work, deviceId, seqs),
    async addAnswer(deviceId, seq, answer) {
      const { outcome, claim } = answer;
      const granted = { claim_conversation_id: claim?.conversationId ?? null, claim_fence: claim?.fence ?? null };
      const { answers: known, newAnswers, lastCommands } = work.gathered;
      known.set(`${deviceId} ${seq}`, answer);
      newAnswers.push({ device_id: deviceId, seq, outcome: JSON.stringify(outcome), ...granted });
      lastCommands.set(deviceId, seq);
      const { admitted } = work.kept;
      const device = admitted.get(deviceId);
      if (device !== undefined) admitted.set(deviceId, { ...device, lastCommand: seq });
    },
    async dropAnswers(deviceId, upTo) {
      const ofDevice = work.db.deleteFrom('command_answers').where('device_id', '=', deviceId);
      const old = ofDevice.where('seq', '<=', upTo).where('claim_conversation_id', 'is', null);
      await old
        .where('seq', '<', (eb) =>
          eb
            .selectFrom('command_answers')
            .select((last) => last.fn.max('seq').as('seq'))
            .where('device_id', '=', deviceId),
        )
        .execute();
    },
    async foresee({ deviceId, seqs, conversationIds, messageIds }) {
      await knownAnswers(work, deviceId, seqs);
      await knownConversations(work, conversationIds);
      await foreseeMessages(work, messageIds);
    },
  };
}

async function knownAnswers(work: Work, deviceId: string, seqs: readonly number[]) {
  const { answers: known } = work.gathered;
  const missing = seqs.filter((seq) => !known.has(`${deviceId} ${seq}`));
  if (missing.length > 0) {
    for (const seq of missing) known.set(`${deviceId} ${seq}`, null);
    const { rows } = await answersBySeq(work, filledUp(missing), { deviceId });
    for (const row of rows) known.set(`${deviceId} ${row.seq}`, answerFromRow(row));
  }
  const found = new Map<number, StoredAnswer>();
  for (const seq of seqs) {
    const answer = known.get(`${deviceId} ${seq}`) ?? null;
    if (answer !== null) found.set(seq, answer);
  }
  return found;
}

const answersBySeq = preparedList((db, seqs: readonly number[], { deviceId }: { readonly deviceId: string }) =>
  db.selectFrom('command_answers').selectAll().where('device_id', '=', deviceId).where('seq', 'in', seqs),
);

const answerFromRow = (row: Tables['command_answers']): StoredAnswer => ({
  outcome: JSON.parse(row.outcome) as Outcome,
  claim:
    row.claim_conversation_id === null
      ? null
      : { conversationId: row.claim_conversation_id, fence: row.claim_fence ?? 0 },
});

const enrolmentFromRow = (row: Tables['enrolments']): Enrolment => ({
  codeHash: row.code_hash,
  userId: row.user_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

const deviceFromRow = (row: AnsweredRow): Device => ({
  id: row.id,
  userId: row.user_id,
  publicKey: row.public_key,
  name: row.name,
  appVersion: row.app_version,
  enrolledAt: row.enrolled_at,
  revokedAt: row.revoked_at,
  // Before answers said so, the row did.
  lastCommand: Math.max(row.last_command, row.last_answer ?? 0),
});

const deviceToRow = (device: Device): Omit<DeviceRow, 'seen_at'> => ({
  id: device.id,
  user_id: device.userId,
  public_key: device.publicKey,
  name: device.name,
  app_version: device.appVersion,
  enrolled_at: device.enrolledAt,
  revoked_at: device.revokedAt,
  last_command: device.lastCommand,
});
