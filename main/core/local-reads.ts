import type { Call, CallValues } from '../../shared/bridge/core.ts';
import type { ReadableDb } from './db/database.ts';
import { arrivedBetween } from './queries/arrived.ts';
import { fencesOf } from './queries/fences.ts';

type LocalRead = Extract<Call, { name: 'arrived' | 'fences' }>;

export const isLocalRead = (call: Call): call is LocalRead => call.name === 'arrived' || call.name === 'fences';

/** What is answered once, from what this PC holds. */
export const localRead = (db: ReadableDb, call: LocalRead): CallValues[LocalRead['name']] =>
  call.name === 'arrived' ? arrivedBetween(db, call) : fencesOf(db, call.conversationIds);
