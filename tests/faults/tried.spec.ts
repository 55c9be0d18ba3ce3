import { describe, expect, it } from '@jest/globals';
import { consumers, isUnsafe, operations } from '@knutpunkt/contracts';
import { crashPoints } from '@knutpunkt/messaging';
import { operationAt } from '../leaks/typed.js';
import { serviceNames } from '../architecture/services.js';
import { Asking, type Body, type Hub, type Request } from './asking.js';
import { callers } from './county.js';
import { people } from './crowd.js';
import { faults } from './nemesis.js';
import { History, type Deed } from './history.js';
import { everyService, heardMost, notTried, tellers, tried } from './tried.js';

/** Whatever is looked up has its own name as id. */
class Named extends Map<string, string> {
  override get(name: string): string { return name; }
}

/** Does nothing, says that all is well, and notes which operations were asked for. */
class DryAsking extends Asking {
  readonly asked = new Set<string>();
  private readonly made: string[] = [];

  override do(what: Omit<Deed, 'outcome' | 'tries'>, { method, path }: Request): Promise<Body | null> {
    this.asked.add(operationAt(method, path)?.name ?? `${method} ${path}`);
    const id = what.objectId ?? `${this.made.length}`;
    if (!what.objectId) this.made.push(id);
    return Promise.resolve({ id, version: '1', startsAt: '', state: '', items: [] });
  }

  override read(): Promise<Body> {
    return Promise.resolve({ id: '', version: '1', startsAt: '', state: '', items: this.made.map((id, n) => ({ id, number: n + 1 })) });
  }
}

/** What the users ask for when all goes well for long enough. */
async function askedInALife(): Promise<string[]> {
  const hub: Hub = { origin: '', tokenFor: () => Promise.resolve(''), people: new Named(), groups: new Named(), functions: new Named(), authorities: new Named(), history: new History() };
  const asking = new DryAsking(hub);
  let left = 400;
  await Promise.all(people(hub, 1, asking).map((user) => user.work(0, () => (left -= 1 / callers) < 0)));
  return [...asking.asked];
}

describe('what the users of the trials do', () => {
  it('is every change that there is, but those of which is said why not', async () => {
    const changes = operations.filter(isUnsafe).map(({ name }) => name);
    const asked = await askedInALife();

    expect(asked.toSorted()).toEqual(tried.map(({ name }) => name).toSorted());
    expect(Object.keys(notTried).filter((name) => !changes.includes(name))).toEqual([]);
  });

  it('is told by every service that tells of changes, but the directory, and somebody listens', () => {
    expect([...new Set(operations.filter(isUnsafe).map(({ service }) => service))].filter((service) => !tellers.includes(service)).toSorted()).toEqual(['directory', 'notifications']);
    expect(heardMost.filter(({ listeners }) => listeners === 0)).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('goes wrong with every service that there is', () => {
    expect(everyService.toSorted()).toEqual(serviceNames.toSorted());
    for (const service of everyService) expect(faults.filter(({ hits }) => hits === service).map(({ name }) => name)).toEqual(expect.arrayContaining([`${service} is killed`, `${service} is upgraded`]));
  });

  it('goes wrong at every place where a process can be made to end', () => {
    expect(crashPoints.filter((point) => !faults.some(({ name }) => name.endsWith(` ends ${point.replaceAll('-', ' ')}`)))).toEqual([]);
  });

  it('goes wrong between doing and saying so, with each who tells and each who listens', () => {
    const names = faults.map(({ name }) => name);

    for (const service of tellers) expect(names).toEqual(expect.arrayContaining([`${service} ends after publish before mark`, `${service} ends after commit before answer`]));
    for (const { service } of consumers.filter(({ of }) => tellers.includes(of))) expect(names).toContain(`${service} ends after commit before ack`);
  });
});
