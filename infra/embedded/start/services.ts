import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import { agendas } from '@knutpunkt/agendas';
import { directory } from '@knutpunkt/directory';
import { gatewayMigrations, startGateway } from '@knutpunkt/gateway';
import { meetings, meetingsTaking } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { referrals } from '@knutpunkt/referrals';
import type { Migration } from '@knutpunkt/persistence';
import { migrationsOf, startService } from '@knutpunkt/service-kit';
import { allOf } from './all-of.js';
import type { Part } from './part.js';
import { commonSettings, gatewaySettings, mailInSettings, mailSettings, type Installation } from './settings.js';

/** The schema of notifications does not depend on where mail goes. */
const NOWHERE = { smtpUrl: 'smtp://localhost', publicUrl: 'http://localhost', mailFrom: 'nobody@knutpunkt.example' };

/** What each service's schema is made of. */
export const migrations: Record<ServiceName, readonly Migration[]> = {
  directory: migrationsOf(directory),
  meetings: migrationsOf(meetings),
  agendas: migrationsOf(agendas),
  referrals: migrationsOf(referrals),
  notifications: migrationsOf(notifications(NOWHERE)),
  gateway: migrationsOf({ migrations: gatewayMigrations }),
};

type Running = { name: string; ready(): Promise<{ ready: boolean; checks: Record<string, string> }>; close(): Promise<void> };

const READY_MS = 60_000;
const POLL_MS = 50;

/** Waits until all are ready. @throws naming what is not */
async function untilReady(services: Running[]): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const answers = await Promise.all(services.map(async (service) => ({ name: service.name, ...(await service.ready()) })));
    const waiting = answers.filter((answer) => !answer.ready);
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Not ready after ${READY_MS / 1000} s: ${JSON.stringify(waiting)}`);
    await delay(POLL_MS);
  }
}

/** Starts all services in this process: each its own Nest application with its own database roles and its own NATS user. Returns when they are ready. The gateway is the first to be stopped. */
export async function startInOneProcess(installation: Installation, { stoppers }: Part): Promise<void> {
  const up = async (starting: Promise<Running>, group: string) => {
    const service = await starting;
    stoppers.add(service.name, () => service.close(), group);
    return service;
  };
  const inner = [directory, meetingsTaking(mailInSettings(installation), { key: installation.keys.calendars }), agendas, referrals, notifications(mailSettings(installation))].map((service) => up(startService(service, commonSettings(installation, service.name)), 'services'));
  const door = startGateway(gatewaySettings(installation));
  const gateway = Promise.allSettled([...inner, door]).then(() => up(door, 'gateway'));
  await untilReady(await allOf([...inner, gateway]));
}
