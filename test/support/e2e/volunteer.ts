import { join } from 'node:path';
import { launchApp, type App } from '../app.ts';
import { enrolCode } from '../processes.ts';

/** Where a test keeps its people: the folder of their profiles, the hub's data and its door. */
export interface Office {
  readonly folder: string;
  readonly data: string;
  readonly httpPort: number;
}

/** Somebody who is enrolled and has Sportello open in a window of their own. */
export async function openVolunteer(
  { folder, data, httpPort }: Office,
  name: string,
  role: 'volunteer' | 'coordinator' = 'volunteer',
): Promise<App> {
  return await launchApp({
    userData: join(folder, name.split(' ')[0] ?? name),
    hubUrl: `ws://127.0.0.1:${String(httpPort)}/v1/sync`,
    code: await enrolCode(data, name, role),
  });
}
