import * as z from 'zod';
import { idSchema } from '../model/conversation.ts';

/** Where one meets; neutral words, because they stand in the entry of an agenda. */
export const places = ['office', 'home', 'phone', 'documents'] as const;
export const placeSchema = z.enum(places);
export type MeetingPlace = z.infer<typeof placeSchema>;

/** A time on the wall clock of the association, `HH:MM`; `24:00` is the end of a day. */
const wallTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const dateSchema = z.iso.date();

export const rangeShape = { from: wallTimeSchema, to: wallTimeSchema };
interface Range {
  readonly from: string;
  readonly to: string;
}
export const isForward = ({ from, to }: Range): boolean => from < to;
/** Who is at the desk can't be on the telephone: hours of one day never overlap, whatever their places. */
export const areApart = (ranges: readonly Range[]): boolean =>
  ranges.every((one, index) => ranges.slice(index + 1).every((other) => one.to <= other.from || other.to <= one.from));

/** Hours of one day of the week; 1 is Monday (ISO 8601). */
export const weeklyHoursSchema = z
  .object({
    weekday: z.number().int().min(1).max(7),
    ...rangeShape,
    places: z.array(placeSchema).min(1),
  })
  .refine(isForward);

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** One date that is not like its weekday: other hours, or none (closed). Goes before holidays. */
export const exceptionSchema = z.object({
  date: dateSchema,
  hours: z
    .array(z.object({ ...rangeShape, places: z.array(placeSchema).min(1) }).refine(isForward))
    .max(10)
    .refine(areApart),
});

export const MAX_LENGTH_MINUTES = 480;

/** When a group can be met. Times are the association's (`time-zone.ts`). */
export const scheduleSchema = z.object({
  groupId: idSchema,
  weekly: z
    .array(weeklyHoursSchema)
    .max(50)
    .refine((all) => weekdays.every((day) => areApart(all.filter(({ weekday }) => weekday === day)))),
  exceptions: z.array(exceptionSchema).max(400),
  /** Length of a slot. */
  lengthMinutes: z.number().int().min(5).max(MAX_LENGTH_MINUTES),
  /** A slot is offered only when it begins at least this much later. */
  noticeMinutes: z.number().int().min(0).max(20_160),
  /** Slots are offered for so many days from today. */
  horizonDays: z.number().int().min(1).max(180),
});
export type Schedule = z.infer<typeof scheduleSchema>;
