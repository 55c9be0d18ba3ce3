import { loadMeetings, missingOf } from './demo-meetings.js';
import { DemoRecord } from './demo-record.js';
import { loadDemoRequests } from './demo-requests.js';
import { HubClient } from './hub-client.js';

/** What loading needs: the folder with the demo's files, where to remember what is loaded, the hub's address, and tokens to act with. */
export type DemoLoad = { folder: string; dir: string; origin: string; tokenFor(username: string): Promise<string>; log(line: string): void };

const counted = (refused: string[]) => [...new Set(refused)].map((one) => `${refused.filter((other) => other === one).length} × ${one}`).join(', ');

/**
 * Loads the demo's meetings with their agendas, and its requests, through the public interface, each as the one who does it; what an earlier
 * start has loaded is left alone. What is refused is told by kind and tried again at the next start.
 */
export async function loadDemo({ folder, dir, origin, tokenFor, log }: DemoLoad): Promise<void> {
  const record = new DemoRecord(dir, new Date());
  const missing = await missingOf(folder, record);
  if (missing.length > 0) log(`loading ${missing.length} meetings of the demo`);
  const hub = new HubClient(origin, tokenFor);
  const loading = [loadMeetings(hub, missing, record), loadDemoRequests(hub, folder, record)];
  const refused = (await Promise.all(loading).finally(() => record.keep())).flat();
  if (refused.length > 0) log(`some of the demo was refused: ${counted(refused)}`);
}
