import * as z from 'zod';
import { errorCodes } from '../errors.ts';

const word = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);
const version = z.string().regex(/^[\w.+~-]{0,60}$/);
const count = z.number();
/** As `placeOfDefect` makes it: functions and lines of our own files, without folders. */
const place = z
  .string()
  .max(1_000)
  .regex(/^(?:at [\w$.<>#[\] ]{0,100}\(?[\w.-]{1,80}:\d+:\d+\)?(?: < |$))*$/);

/** Every field that the program may write into a log on a PC, and the form that its value must have (DG1). */
const fields: Readonly<Record<string, z.ZodType>> = {
  level: count,
  time: z.iso.datetime(),
  event: word,
  code: z.enum([...errorCodes, 'ok']),
  reason: word,
  kind: word,
  appVersion: version,
  electron: version,
  node: version,
  sqlite: version,
  attempt: count,
  behind: count,
  count,
  seq: count,
  retryInMs: count.nullable(),
  resync: z.boolean(),
  heals: z.boolean(),
  restarting: z.boolean(),
  name: z.string().regex(/^[A-Za-z]{1,40}$/),
  at: place,
};

/** The type keeps others out at compile time; this keeps them out when a wider object or a strange value is passed. */
export function allowedFields(event: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name, value]) => fields[name]?.safeParse(value).success));
}
