import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox, type Letter, type Mailbox } from '@knutpunkt/infra/mailbox';
import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { notifications } from '../src/index.js';
import { TellingMeetings } from './telling-meetings.js';

export interface NotificationsHub {
  readonly hub: TestHub;
  readonly world: World;
  readonly meetings: TellingMeetings;
  readonly mailbox: Mailbox;
  readonly service: ServiceDefinition;
  mailsTo(recipient: { id: string }): Letter[];
  stop(): Promise<void>;
}

export const leaseMs = 1_500;

/** The notifications service alone, on a real PostgreSQL and NATS, with a real mail server; the test speaks for the directory and the meetings. */
export async function startNotifications(): Promise<NotificationsHub> {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-mails-'));
  const mailbox = await startMailbox({ dir });
  const service = notifications({ smtpUrl: mailbox.smtpUrl, publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', leaseMs });
  const hub = await TestHub.start([service]);
  return {
    hub, mailbox, service, world: new World(hub, ['notifications']), meetings: new TellingMeetings(hub),
    mailsTo: ({ id }) => mailbox.messages(`${id}@example.test`),
    async stop() {
      await hub.stop();
      await mailbox.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const accounts = `
  select count(*) filter (where consumer = 'access') as told, count(*) filter (where consumer = 'directory' and type ~ '(group|membership|person|function).changed') as heard,
         (select count(*) from memberships where person_id = any($1) and group_id = any($2)) as seats
    from inbox where state = 'done'`;

/** Resolves when everything that the directory has said is told, the seats of those people in those groups among it. */
export const accessTold = ({ hub }: Pick<NotificationsHub, 'hub'>, people: readonly { id: string }[] = [], groups: readonly { id: string }[] = []): Promise<void> => eventually(async () => {
  const [row] = await hub.asAdmin<{ told: string; heard: string; seats: string }>('notifications', accounts, [people.map(({ id }) => id), groups.map(({ id }) => id)]);
  if (row!.told !== row!.heard || Number(row!.seats) < people.length * groups.length) throw new Error(`${row!.told} of ${row!.heard} told, ${row!.seats} seats`);
}, 20_000);

/** A general-level group of three, of two organisations, and an outsider; the first calls the meetings, the second reads English. */
export async function aGroupIn(all: NotificationsHub) {
  const { world } = all;
  const koping = await world.organisation('Köping');
  const polisen = await world.organisation('Polisen');
  const [sara, fatima, karl] = [await world.person(koping, 'Sara'), await world.person(koping, 'Fatima', { locale: 'en' }), await world.person(polisen, 'Karl')];
  const outsider = await world.person(polisen, 'Ulla');
  const group = await world.group(koping, [sara, fatima, karl], { name: 'Unggruppen Köping' });
  await accessTold(all, [sara, fatima, karl], [group]);
  return { koping, sara, fatima, karl, outsider, group };
}
