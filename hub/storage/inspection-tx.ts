import type { Work } from './gathered.ts';

/** A coordinator's device has the text of a case in memory, without a right of its own (section BG). */
export interface InspectionRecord {
  readonly id: string;
  readonly conversationId: string;
  /** The message whose text is the reason. */
  readonly reasonId: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly begunAt: number;
  readonly endedAt: number | null;
}

export interface InspectionReads {
  inspection(id: string): Promise<InspectionRecord | null>;
  /** Those that have not ended, of this device. */
  openInspections(deviceId: string): Promise<readonly InspectionRecord[]>;
}

export interface InspectionWrites {
  addInspection(inspection: Omit<InspectionRecord, 'endedAt'>): Promise<void>;
  endInspection(id: string, at: number): Promise<void>;
}

export function inspectionTx({ db }: Work): InspectionReads & InspectionWrites {
  return {
    async inspection(id) {
      const row = await db.selectFrom('inspections').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async openInspections(deviceId) {
      const open = db.selectFrom('inspections').selectAll().where('device_id', '=', deviceId);
      return (await open.where('ended_at', 'is', null).orderBy('begun_at').execute()).map(fromRow);
    },
    async addInspection({ id, conversationId, reasonId, userId, deviceId, begunAt }) {
      const about = { conversation_id: conversationId, reason_id: reasonId, user_id: userId, device_id: deviceId };
      await db
        .insertInto('inspections')
        .values({ id, ...about, begun_at: begunAt, ended_at: null })
        .execute();
    },
    async endInspection(id, at) {
      await db.updateTable('inspections').set({ ended_at: at }).where('id', '=', id).execute();
    },
  };
}

export interface InspectionRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly reason_id: string;
  readonly user_id: string;
  readonly device_id: string;
  readonly begun_at: number;
  readonly ended_at: number | null;
}

const fromRow = (row: InspectionRow): InspectionRecord => ({
  id: row.id,
  conversationId: row.conversation_id,
  reasonId: row.reason_id,
  userId: row.user_id,
  deviceId: row.device_id,
  begunAt: row.begun_at,
  endedAt: row.ended_at,
});
