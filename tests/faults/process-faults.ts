import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import type { CrashPoint } from '@knutpunkt/messaging';
import type { Fault } from './fault.js';
import { everyService as each, hearersOfUsers, tellers } from './tried.js';

/** How long nobody answers one who had asked what died: the gateway gives up after eight seconds. */
const unanswered = { within: 18, since: 'whoever had asked it waits eight seconds before asking anew, and what is done then is told and mailed' };

const kill = (service: ServiceName): Fault => ({ name: `${service} is killed`, settles: unanswered, why: 'The process ends without a farewell, and its supervisor starts it again.', hits: service, do: ({ services }) => services.get(service)!.kill() });

const crash = (service: ServiceName, point: CrashPoint): Fault => ({
  name: `${service} ends ${point.replaceAll('-', ' ')}`, settles: unanswered, why: 'It ends where what is done is not yet noted.', hits: service, do: ({ services }) => services.get(service)!.crashAt(point),
});

const freeze = (service: ServiceName, lasts: readonly [number, number], name: string): Fault => ({
  name: `${service} is frozen ${name}`, why: 'Its machine is busy with something else; then it goes on as if nothing had been.', hits: service, lasts, ...(lasts[1] > 8_000 ? { settles: { within: 30, since: 'what it held is given to others, and what was told meanwhile is worked off' } } : {}),
  do: ({ services }) => services.get(service)!.freeze(), undo: ({ services }) => services.get(service)!.thaw(),
});

const squeeze = (service: ServiceName): Fault => ({ name: `${service} has too little memory`, settles: unanswered, why: 'It is killed, comes back with less memory than it needs, ends of that, and comes back as itself.', hits: service, do: ({ services }) => services.get(service)!.squeeze() });

const fewFiles = (service: ServiceName): Fault => ({
  name: `${service} may open no more files`, why: 'Sockets count as files, and what is open stays open.', hits: service, lasts: [4_000, 8_000],
  do: ({ services }) => services.get(service)!.mayOpen(16), undo: ({ services }) => services.get(service)!.mayOpen(4_096),
});

/** What happens to a service's process. */
export const processFaults: readonly Fault[] = [
  ...each.map(kill),
  ...tellers.map((service) => crash(service, 'after-publish-before-mark')), ...hearersOfUsers.map((service) => crash(service, 'after-commit-before-ack')),
  ...tellers.map((service) => crash(service, 'after-commit-before-answer')),
  // A timer rings for each request that is sent, and delivers it.
  crash('referrals', 'after-timer-before-commit'), crash('notifications', 'after-mail-before-mark'),
  freeze('meetings', [9_000, 9_000], 'for longer than anybody waits'), freeze('notifications', [12_000, 12_000], 'for longer than messages wait'),
  ...each.filter((service) => !['meetings', 'notifications'].includes(service)).map((service) => freeze(service, [2_000, 6_000], 'for some seconds')),
  { name: 'some service is killed every two seconds', why: 'A release that does not hold, or a machine that has too little of everything.', hits: 'meetings',
    do: async ({ services }, chance) => {
      for (let n = 0; n < 6; n += 1) {
        services.get(each[chance.between(0, each.length - 1)]!)!.kill();
        await pause(2_000);
      }
    } },
  ...each.filter((service) => ['meetings', 'agendas', 'gateway'].includes(service)).map(fewFiles),
  squeeze('meetings'), squeeze('agendas'), squeeze('notifications'),
];
