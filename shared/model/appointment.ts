import * as z from 'zod';
import { placeSchema } from '../schedule/schedule.ts';
import { caseNumberSchema, idSchema, instantSchema } from './conversation.ts';

export const appointmentStates = ['booked', 'cancelled', 'kept', 'missed'] as const;
/** How an appointment ends; who was there is `kept`, who did not come is `missed`. */
export const closings = ['cancelled', 'kept', 'missed'] as const;
export const closingSchema = z.enum(closings);
/** Why the association cancels one; the contact's own reasons are nobody's business. */
export const cancelReasons = ['contact-asked', 'staff-away', 'closed', 'settled'] as const;
export const cancelReasonSchema = z.enum(cancelReasons);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

/** The end of the year 9999: beyond it no calendar has dates, and computing with them fails. */
const calendarInstant = instantSchema.max(253_402_300_799_999);
/** A time that can be taken: instants, end exclusive. */
export const slotSchema = z.object({ startAt: calendarInstant, endAt: calendarInstant });

/** What everybody on the staff may know of an appointment (AP3): no name, no subject, nothing of what it is about. */
export const appointmentSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  number: caseNumberSchema,
  groupId: idSchema,
  place: placeSchema,
  ...slotSchema.shape,
  state: z.enum(appointmentStates),
  /** Grows with every change (SEQUENCE of RFC 5545). */
  sequence: z.number().int().nonnegative(),
});
export type Appointment = z.infer<typeof appointmentSchema>;

/** An appointment with what this device has asked for laid over (AP7). */
export const agendaEntrySchema = appointmentSchema.extend({
  /** Null where this device does not know the case (any more). */
  number: caseNumberSchema.nullable(),
  /** `held`: booked or moved here, and the hub has not said yes; it may still go to somebody else. */
  state: z.enum(['held', ...appointmentStates]),
  /** Number of the latest command for it that the hub has not answered. */
  pending: z.number().int().positive().nullable(),
});
export type AgendaEntry = z.infer<typeof agendaEntrySchema>;

/** Part of a secret link, made on the device: at least 128 bits, base64url. */
export const offerTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{22,86}$/);
/** Of the pages for contacts, without the slash at its end. */
export const publicUrlSchema = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s?#]*[^\s?#/]$/);
/** Path of the page on which a contact chooses, below the association's public address. */
export const OFFER_PATH = '/appuntamento/';
/** What a contact is sent (AP12). */
export const offerLink = (publicUrl: string, token: string): string => `${publicUrl}${OFFER_PATH}${token}`;
/** A link can be used for so long to choose (AP9). */
export const OFFER_LIFETIME_MS = 14 * 24 * 60 * 60_000;

/** What a line in the thread tells of; `offered` has no time yet. */
export const appointmentSteps = ['offered', 'booked', 'moved', ...closings, 'not-reminded'] as const;
