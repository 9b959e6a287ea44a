import type { MeetingPlace } from '../../shared/schedule/schedule.ts';

/** A secret link that was offered to a contact; the hub knows only the hash of its token (AP9). */
export interface Offer {
  readonly tokenHash: string;
  readonly conversationId: string;
  readonly groupId: string;
  readonly place: MeetingPlace;
  readonly createdAt: number;
  /** Nothing is chosen by it from then on. */
  readonly expiresAt: number;
  /** The last one that was chosen by it. */
  readonly appointmentId: string | null;
}
