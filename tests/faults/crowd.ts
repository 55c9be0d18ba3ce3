import type { Bearer } from '@knutpunkt/testing';
import { Asking, type Hub } from './asking.js';
import { Chance } from './chance.js';
import { brokenPromises } from './checker.js';
import { callers, organisations } from './county.js';
import type { History } from './history.js';
import type { Platform } from './platform.js';
import { VirtualUser } from './virtual-user.js';

/** Tokens are used for four of their five minutes, or until the issuer's keys change. */
function tokens({ issuer }: Platform): (bearer: Bearer) => Promise<string> {
  const kept = new Map<string, { token: Promise<string>; until: number; key: string }>();
  return ({ ...bearer }) => {
    const known = kept.get(bearer.homeId);
    if (known && known.until > Date.now() && known.key === issuer.key()) return known.token;
    const token = issuer.token(bearer, { azp: 'knutpunkt-cli' });
    kept.set(bearer.homeId, { token, until: Date.now() + 240_000, key: issuer.key() });
    return token;
  };
}

async function ids({ see }: Pick<Platform, 'see'>, name: string, table: string): Promise<Map<string, string>> {
  return new Map((await see<{ name: string; id: string }>(`select ${name} as name, id from directory.${table}`)).map((row) => [row.name, row.id]));
}

/** What the users of a platform share. */
export async function hubOf(platform: Platform, history: History): Promise<Hub> {
  const { see } = platform;
  const authorities = await ids({ see }, 'code', 'authorities');
  return {
    origin: platform.origin, tokenFor: tokens(platform), history, people: await ids({ see }, 'home_id', 'people'), groups: await ids({ see }, 'code', 'groups'), functions: await ids({ see }, 'code', 'functions'),
    authorities: new Map(organisations.map((alias) => [alias, authorities.get(`${alias.toUpperCase()}-NAMND`)!])),
  };
}

/** Who works. The same people go on where they stopped. */
export const people = (hub: Hub, seed: number, asking = new Asking(hub)): readonly VirtualUser[] => Array.from({ length: callers }, (_, n) => new VirtualUser(n, asking, new Chance(seed + n + 1)));

/** Everybody at work, each doing one thing every so many milliseconds, until told to stop; resolves when all have. */
export async function crowd(users: readonly VirtualUser[], { every, stopped }: { every: number; stopped: () => boolean }): Promise<void> {
  await Promise.all(users.map((user) => user.work(every, stopped)));
}

/** What is still broken when nothing is, or when the time is over. Looking takes the servers' time: it is left a second of rest. `unmet` hears what was still broken each time. */
export async function settled(platform: Platform, history: History, deadline: number, unmet: (names: readonly string[]) => void = () => undefined): Promise<Record<string, readonly unknown[]>> {
  for (;;) {
    const unready = await platform.requireReady().then(() => ({}), (error: Error) => ({ [error.message]: [error.message] }));
    const broken = { ...unready, ...(await brokenPromises(platform, history)) };
    if (Object.keys(broken).length === 0 || Date.now() > deadline) return broken;
    unmet(Object.keys(broken));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
