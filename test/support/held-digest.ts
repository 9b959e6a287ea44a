import type { Digest } from '../../shared/protocol/up.ts';
import type { Change } from '../../shared/protocol/down.ts';
import type { TestDevice } from './device.ts';

/** Count and sum of the versions that a device was sent last of each entity (DI1). */
export function digestOfHeld({ wire }: TestDevice): Digest {
  const changes = wire.frames.flatMap((frame) => (frame.type === 'patch' ? frame.changes : []));
  const versions = new Map(changes.flatMap((change) => ('version' in change ? [[keyOf(change), change.version]] : [])));
  return { count: versions.size, sum: [...versions.values()].reduce((sum, version) => sum + version, 0) };
}

type Versioned = Extract<Change, { version: number }>;

function keyOf(change: Versioned): string {
  switch (change.kind) {
    case 'put':
      return `conversation ${change.conversation.id}`;
    case 'stub':
      return `conversation ${change.stub.id}`;
    case 'user':
      return `user ${change.user.id}`;
    case 'group':
      return `group ${change.group.id}`;
    case 'canned-reply':
      return `canned reply ${change.cannedReply.id}`;
    case 'own-reply':
      return `own reply ${change.cannedReply.id}`;
    case 'schedule':
      return `schedule ${change.schedule.groupId}`;
    case 'guard':
    case 'settings':
      return change.kind;
    case 'appointment':
      return `appointment ${change.appointment.id}`;
  }
}
