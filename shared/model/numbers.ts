import * as z from 'zod';
import { dateSchema } from '../schedule/schedule.ts';
import { channelSchema, idSchema, instantSchema, type Channel, type State } from './conversation.ts';

const count = z.number().int().nonnegative();

/** What is counted of a week (section NW), in the order in which it is shown. */
export const countedMeasures = [
  'arrived',
  'claimed',
  'resolved',
  'reopened',
  'appointments',
  'heard',
  'answered',
  'unanswered',
] as const;
/** Ms of service from arrival to a person's first answer. */
export const timedMeasures = ['medianMs', 'p90Ms'] as const;
export const measures = [...countedMeasures, ...timedMeasures] as const;
export type Measure = (typeof measures)[number];

const measuresShape = {
  ...(Object.fromEntries(countedMeasures.map((name) => [name, count])) as Record<
    (typeof countedMeasures)[number],
    typeof count
  >),
  /** Null: too few were answered to say anything about how long it takes. */
  medianMs: count.nullable(),
  p90Ms: count.nullable(),
};
const measuresSchema = z.object(measuresShape);
export type Measures = z.infer<typeof measuresSchema>;

export const weekNumbersSchema = z.object({
  monday: dateSchema,
  from: instantSchema,
  to: instantSchema,
  /** False: it is the one that goes on. */
  isOver: z.boolean(),
  total: measuresSchema,
  groups: z.array(z.object({ groupId: idSchema, ...measuresShape })),
  channels: z.array(z.object({ channel: channelSchema, ...measuresShape })),
});
export type WeekNumbers = z.infer<typeof weekNumbersSchema>;

/** The week that was asked for, and the one before it. */
export const numbersSchema = z.object({ week: weekNumbersSchema, before: weekNumbersSchema });
export type Numbers = z.infer<typeof numbersSchema>;

/** What everybody may know of a case, without who holds it. */
export interface ArrivedCase {
  readonly number: string;
  readonly channel: Channel;
  readonly groupId: string;
  readonly state: State;
  readonly arrivedAt: number;
  readonly claimedAt: number | null;
  readonly resolvedAt: number | null;
}
