import type { ErrorCode } from '../../../shared/errors.ts';
import type { Script } from './scripted-core.ts';

/** Maria's PIN was right; the hub has not given its share. */
export const stuckDoor = (code: ErrorCode | null): Script => ({
  status: { connection: 'locked', door: { wants: 'hub' }, problem: code === null ? null : { code } },
  volunteers: {
    current: 'maria',
    isNew: false,
    isShared: true,
    all: [{ id: 'maria', name: 'Maria Rossi', waiting: 3 }],
  },
});
