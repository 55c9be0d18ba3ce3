import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@knutpunkt/contracts';
import { clockLibrary, fakeClock } from './fake-clock.js';
import type { Fault } from './fault.js';
import { everyService } from './tried.js';

/** A step, as somebody who puts a clock right makes it, and the other way. */
const clockSteps = (library: string) => (service: ServiceName): Fault => ({
  name: `the clock of ${service} steps`, why: 'Five minutes forward, then ten back, then right again. A token that is not valid by that clock is refused, until it is.', hits: service,
  do: async (platform) => {
    const clock = fakeClock(platform.dir, service, library);
    const running = platform.services.get(service)!;
    await running.restartAs(clock.environment);
    for (const seconds of [300, -300, 0]) {
      clock.set(seconds);
      await pause(3_000);
    }
    running.kill();
  },
});

const upgrade = (service: ServiceName): Fault => ({
  name: `${service} is upgraded`, why: 'Its schema changes while it is written to, and then it is stopped as it should be and started anew.', hits: service,
  do: async (platform) => {
    await platform.migrateFurther(service);
    await platform.services.get(service)!.restartAs({});
  },
});

/** Those with older tokens go on; a newer one cannot be checked before the keys can be fetched. */
const newKeys: Fault = {
  name: 'the identity provider is away, and has new keys', why: 'It is restarted, or cannot be reached, when its keys change.', hits: 'gateway', lasts: [5_000, 10_000],
  do: ({ issuer }) => issuer.changeKeys({ away: true }), undo: ({ issuer }) => issuer.comeBack(),
};

/** What those do who run the hub. */
export const releaseFaults: readonly Fault[] = [
  ...everyService.map(upgrade),
  newKeys,
  ...(clockLibrary ? (['meetings', 'notifications', 'gateway'] as const).map(clockSteps(clockLibrary)) : []),
];
