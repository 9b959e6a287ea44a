import { readFileSync } from 'node:fs';
import { scheduleSchema, type Schedule } from '../../shared/schedule/schedule.ts';
import { nobody } from '../audit/entry.ts';
import type { WriteTx } from '../storage/storage.ts';
import { parseOptions, textOption, UsageError } from './arguments.ts';
import { systemClock } from './effects.ts';
import { databaseHelp, openKnownPlace, placeOf, placeOptions } from './place.ts';

export const scheduleListHelp = `schedule list --data DIR|--database URL --json
  Prints the hours in which groups can be met, as a JSON array.
  Elenca gli orari in cui i gruppi ricevono.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --json              the only form so far, and therefore required`;

export const scheduleSetHelp = `schedule set --data DIR|--database URL --group ID --from FILE.json
  Sets the hours in which a group can be met, in place of those it had. May run while a hub serves DIR.
  Appointments that were made stay as they are.
  Imposta gli orari in cui un gruppo riceve; gli appuntamenti già presi restano.

  --data DIR          the hub's folder (default ./hub-data)
  ${databaseHelp}
  --group ID          as in the hours that schedule list prints: segreteria, volontari, didattica, cassa, telematici
  --from FILE.json    {"weekly": [{"weekday": 1, "from": "09:00", "to": "12:30", "places": ["office", "phone"]}],
                       "exceptions": [{"date": "2026-08-14", "hours": []}],
                       "lengthMinutes": 30, "noticeMinutes": 1440, "horizonDays": 30}
                      weekday 1 is Monday; places: office, home, phone, documents; times are those of Rome;
                      without an exception, public holidays are closed`;

export async function scheduleList(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, json: { type: 'boolean' } });
  if (values['json'] !== true) throw new UsageError('--json is required');
  const storage = await openKnownPlace(placeOf(values));
  try {
    console.log(JSON.stringify(await storage.read((tx) => tx.schedules()), null, 2));
  } finally {
    await storage.close();
  }
}

export async function scheduleSet(args: readonly string[]): Promise<void> {
  const values = parseOptions(args, { ...placeOptions, group: { type: 'string' }, from: { type: 'string' } });
  const groupId = textOption(values['group'], 'group', 64);
  const schedule = readSchedule(textOption(values['from'], 'from', 4_096), groupId);
  const storage = await openKnownPlace(placeOf(values));
  try {
    await storage.write((tx) => setSchedule(tx, schedule));
    console.log(`set ${groupId}`);
  } finally {
    await storage.close();
  }
}

async function setSchedule(tx: WriteTx, schedule: Schedule): Promise<void> {
  const { groupId } = schedule;
  if ((await tx.groups([groupId])).length === 0) throw new UsageError('--group: there is no such group');
  await tx.putSchedule(schedule);
  const at = systemClock.now();
  await tx.appendAudit([{ at, kind: 'schedule', actor: nobody, conversation: null, facts: { groupId } }]);
}

function readSchedule(file: string, groupId: string): Schedule {
  const parsed = scheduleSchema.safeParse({ ...readObject(file), groupId });
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new UsageError(`--from: ${where === '' ? 'the file' : where} does not fit`);
}

function readObject(file: string): object {
  let content: unknown = null;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError('--from: the file cannot be read as JSON');
  }
  if (typeof content !== 'object' || content === null) throw new UsageError('--from: the file does not fit');
  return content;
}
