import type { Query, Result } from '../../../shared/bridge/core-queries.ts';
import { noGuardSettings } from '../../../shared/guard/settings.ts';
import { defaultAssociationSettings } from '../../../shared/model/association-settings.ts';
import { defaultPreferences } from '../../../shared/model/preferences.ts';
import type { Failure } from '../../../shared/errors.ts';
import { nothingToBook } from './agenda.ts';
import type { AnyResult } from './evaluate.ts';

interface Standstill {
  readonly failure: Failure | null;
  readonly localSinceAt: number;
  readonly hubUrl: string | null;
  readonly protection: 'keyring' | 'none';
  readonly pin: Result<'status'>['pin'];
  /** What it takes to go on; null: nothing that anybody here could give. */
  readonly door: Result<'status'>['door'];
}

/** What there is to see while there is no database: not open yet, or not to be opened. */
export function nothing(query: Query, standstill: Standstill): AnyResult {
  switch (query.name) {
    case 'status': {
      const { failure, door, ...facts } = standstill;
      return {
        ...facts,
        connection: door !== null ? 'locked' : failure === null ? 'starting' : 'offline',
        door,
        hubOffsetMs: 0,
        syncing: null,
        outboxCount: 0,
        outboxOldestLocalAt: null,
        association: null,
        me: null,
        problem: failure,
      };
    }
    case 'directory':
      return { users: [], groups: [] };
    case 'counts':
      return {
        views: { 'to-take': 0, mine: 0, chats: 0, voicemail: 0, 'passed-on': 0, late: 0, resolved: 0 },
        groups: {},
      };
    case 'list':
      return { total: 0, offset: query.offset, rows: [] };
    case 'conversation':
    case 'inspection':
      return null;
    case 'search':
      return { hits: [], more: false, unindexed: 0 };
    case 'presence':
      return { own: 'available', people: [], looking: [], typing: [] };
    case 'alike':
    case 'merged':
    case 'canned-replies':
    case 'outbox':
    case 'notices':
    case 'agenda':
    case 'appointments':
    case 'schedules':
    case 'desk-drafts':
    case 'canned-drafts':
      return [];
    case 'canned-choice':
      return null;
    case 'free-slots':
      return nothingToBook;
    case 'guard':
      return noGuardSettings;
    case 'settings':
      return defaultAssociationSettings;
    case 'loads':
      return {};
    case 'next':
      return { heldId: null, insteadOf: [], isThere: false, skipped: 0 };
    case 'preferences':
      return defaultPreferences;
  }
}
