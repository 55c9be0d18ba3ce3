import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox, type Letter, type Mailbox } from '@knutpunkt/infra/mailbox';
import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { TestHub, World } from '@knutpunkt/testing';
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

/** A general-level group of three, of two organisations, and an outsider; the first calls the meetings, the second reads English. */
export async function aGroupIn({ world }: NotificationsHub) {
  const koping = await world.organisation('Köping');
  const polisen = await world.organisation('Polisen');
  const [sara, fatima, karl] = [await world.person(koping, 'Sara'), await world.person(koping, 'Fatima', { locale: 'en' }), await world.person(polisen, 'Karl')];
  const outsider = await world.person(polisen, 'Ulla');
  return { koping, sara, fatima, karl, outsider, group: await world.group(koping, [sara, fatima, karl], { name: 'Unggruppen Köping' }) };
}
