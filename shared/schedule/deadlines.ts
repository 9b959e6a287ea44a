import * as z from 'zod';
import { dateSchema, rangeShape, isForward, areApart, weekdays } from './schedule.ts';

/** When a clock marks a case, and when it reaches the coordinators; in the unit of its name. */
const step = (most: number) => z.number().int().min(1).max(most);
const isRising = ({ mark, coordinators }: { readonly mark: number; readonly coordinators: number }): boolean =>
  mark < coordinators;

const MAX_HOURS = 720;
const MAX_MINUTES = 2_880;

export const deadlinesSchema = z.object({
  /** Grows with every change (RT5). */
  revision: z.number().int().nonnegative(),
  /** Without a person's answer (CK2), in hours of open days. */
  answerHours: z.object({ mark: step(MAX_HOURS), coordinators: step(MAX_HOURS) }).refine(isRising),
  /** A voicemail that nobody has heard (CK3), in minutes of service. */
  hearingMinutes: z.object({ mark: step(MAX_MINUTES), coordinators: step(MAX_MINUTES) }).refine(isRising),
  /** Minutes of service after which what was taken and not answered waits again (CK6); absent: never. */
  returnMinutes: step(MAX_MINUTES).optional(),
  /** Hours of service of every group that has none of its own. */
  weekly: z
    .array(z.object({ weekday: z.number().int().min(1).max(7), ...rangeShape }).refine(isForward))
    .min(1)
    .max(50)
    .refine((all) => weekdays.every((day) => areApart(all.filter(({ weekday }) => weekday === day)))),
  /** Dates on which the whole association is closed; public holidays are none of them. */
  closures: z.array(dateSchema).max(400),
});
export type Deadlines = z.infer<typeof deadlinesSchema>;

const usual = { from: '09:00', to: '18:00' };

/** What the association promises unless it says otherwise. */
export const defaultDeadlines: Deadlines = {
  revision: 0,
  answerHours: { mark: 48, coordinators: 72 },
  hearingMinutes: { mark: 60, coordinators: 240 },
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...usual })),
  closures: [],
};
