import type { Incoming, Intake, Received, Refused } from '../../hub/ports.ts';

/** What came through a door, kept in memory. `failing` makes the storage behind it fail. */
export interface MemoryIntake extends Intake {
  readonly received: Incoming[];
  readonly refused: Refused[];
  readonly bouncedIds: string[];
  readonly ownMessageIds: Set<string>;
  failing: boolean;
}

export function createMemoryIntake(): MemoryIntake {
  const received: Incoming[] = [];
  const refused: Refused[] = [];
  const bouncedIds: string[] = [];
  const numberOf = (index: number) => `2026-${String(index + 1).padStart(6, '0')}`;
  const intake: MemoryIntake = {
    received,
    refused,
    bouncedIds,
    ownMessageIds: new Set(),
    failing: false,
    receive: async (incoming): Promise<Received> => {
      assertWorks(intake);
      const known = received.findIndex(({ dedupeKey }) => dedupeKey === incoming.dedupeKey);
      if (known !== -1) return { kind: 'duplicate', conversationId: `c-${known}`, number: numberOf(known) };
      received.push(incoming);
      const index = received.length - 1;
      return { kind: 'opened', conversationId: `c-${index}`, number: numberOf(index) };
    },
    refuse: async (refusal) => {
      assertWorks(intake);
      refused.push(refusal);
    },
    bounced: async (mailMessageId) => {
      assertWorks(intake);
      bouncedIds.push(mailMessageId);
      return intake.ownMessageIds.has(mailMessageId) ? 'known' : 'unknown';
    },
  };
  return intake;
}

function assertWorks(intake: MemoryIntake): void {
  if (intake.failing) throw new Error('storage failed');
}
