import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FuzzedHub } from './fuzzed-hub.js';
import type { Fields } from './inputs.js';
import { bodies } from './mutations.js';
import { filters, groupPatches, groupResource, groups, patches, requireScim, resource, resources, scimFaults, scimRequest } from './scim.js';
import { portion, replay, runs, seed } from './setting.js';
import { send, type Sent } from './wire.js';
import { summed } from './written.js';

let hub: FuzzedHub;
/** Somebody whom the organisation's directory has told of, and whom only these questions are about. */
let id: string;
/** A group of that one's alone. */
let groupId: string;
const token = (): Promise<string> => hub.leaks.hub.issuer.machineToken({ organisationAlias: 'kop', organisationId: 'of-the-identity-provider' });

beforeAll(async () => {
  hub = await FuzzedHub.start();
  const made = await send(hub.leaks.url, scimRequest('POST', '/Users', { token: await token(), body: Buffer.from(JSON.stringify(resource())) }));
  ({ id } = JSON.parse(made.body) as { id: string });
  const group = await send(hub.leaks.url, scimRequest('POST', '/Groups', { token: await token(), body: Buffer.from(JSON.stringify({ ...groupResource(), members: [{ value: id }] })) }));
  ({ id: groupId } = JSON.parse(group.body) as { id: string });
}, 120_000);
afterAll(async () => {
  if (hub) process.stdout.write(`\n${hub.report.text('Bad input to SCIM, by method and status')}`);
  await hub?.stop();
});

async function ask(sent: Sent): Promise<void> {
  await hub.ledger.byOperations();
  const came = await send(hub.leaks.url, sent);
  hub.report.note(`${sent.method} ${sent.target.includes('.search') ? '.search' : sent.target.includes('/Groups') ? 'Groups' : 'Users'}`, came.status);
  requireScim(sent, came, came.status >= 400 ? summed(await hub.ledger.byOperations()) : '');
}

/** Asks as many made-up questions as there is time for; throws with the smallest that is answered wrong. */
async function askedAll<T>(made: fc.Arbitrary<T>, question: (one: T) => Promise<Sent>): Promise<void> {
  const property = fc.asyncProperty(made, async (one) => ask(await question(one)));
  const { failed, errorInstance, numShrinks, numRuns } = await fc.check(property, { seed, numRuns: runs * 4, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false });
  if (failed) throw new Error(`${(errorInstance as Error | null)?.message}\nafter ${numShrinks} steps towards the smallest; again with: ${replay('scim')}`);
  expect(numRuns).toBeGreaterThan(0);
}

const json = (value: Fields): Buffer => Buffer.from(JSON.stringify(value));

describe('an organisation\'s directory system that says what none should', () => {
  it('is answered in SCIM\'s form when it makes a person', () => askedAll(resources, async (one) => scimRequest('POST', '/Users', { token: await token(), body: json(one) })), 120_000);
  it('is answered in SCIM\'s form when it replaces a person', () => askedAll(resources, async (one) => scimRequest('PUT', `/Users/${id}`, { token: await token(), body: json({ ...one, externalId: undefined }) })), 120_000);
  it('is answered in SCIM\'s form when it patches a person', () => askedAll(patches, async (one) => scimRequest('PATCH', `/Users/${id}`, { token: await token(), body: json(one) })), 120_000);
  it('is answered in SCIM\'s form when it looks for people', () => askedAll(filters, async (one) => scimRequest('GET', `/Users?filter=${encodeURIComponent(one.toWellFormed()).slice(0, 6_000)}`, { token: await token() })), 120_000);
  it('is answered in SCIM\'s form when it looks for people in a body', () => askedAll(fc.tuple(filters, fc.jsonValue({ maxDepth: 2 })), async ([filter, value]) => scimRequest('POST', '/Users/.search', { token: await token(), body: json({ filter, startIndex: value, attributes: value }) })), 120_000);

  it('is answered in SCIM\'s form when it makes a group', () => askedAll(groups, async (one) => scimRequest('POST', '/Groups', { token: await token(), body: json(one) })), 120_000);
  it('is answered in SCIM\'s form when it replaces a group', () => askedAll(groups, async (one) => scimRequest('PUT', `/Groups/${groupId}`, { token: await token(), body: json(one) })), 120_000);
  it('is answered in SCIM\'s form when it patches a group', () => askedAll(groupPatches, async (one) => scimRequest('PATCH', `/Groups/${groupId}`, { token: await token(), body: json(one) })), 120_000);
  it('is answered in SCIM\'s form when it looks for groups', () => askedAll(filters, async (one) => scimRequest('GET', `/Groups?filter=${encodeURIComponent(one.toWellFormed()).slice(0, 6_000)}`, { token: await token() })), 120_000);
  it('is answered in SCIM\'s form when it looks for people and groups at once', () => askedAll(filters, async (filter) => scimRequest('POST', '/.search', { token: await token(), body: json({ filter }) })), 120_000);

  it.each(['POST', 'PUT', 'PATCH'])('is answered in SCIM\'s form when the body of its %s is damaged', async (method) => {
    const good = JSON.stringify(method === 'PATCH' ? { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'title', value: 'Ny titel' }] } : resource());
    for (const [, written] of portion(bodies, method.length)) await ask(scimRequest(method, method === 'POST' ? '/Users' : `/Users/${id}`, { token: await token(), body: written(good) }));
  }, 60_000);

  it('may name nobody by what is no id', async () => {
    for (const name of ['%00', '..%2f..', '{id}', 'null', id.toUpperCase(), `${id}%20`, 'a'.repeat(3_000), '%ff', '__proto__']) await ask(scimRequest('GET', `/Users/${name}`, { token: await token() }));
  }, 60_000);

  it('has hurt nobody: the same person can still be read and written', async () => {
    const sent = scimRequest('PUT', `/Users/${id}`, { token: await token(), body: json({ ...(JSON.parse((await send(hub.leaks.url, scimRequest('GET', `/Users/${id}`, { token: await token() }))).body) as Fields), title: 'Åter' }) });
    expect((await send(hub.leaks.url, sent)).status).toBe(200);
    expect((await send(hub.leaks.url, scimRequest('PUT', `/Groups/${groupId}`, { token: await token(), body: json({ ...groupResource(), members: [{ value: id }] }) }))).status).toBe(200);
    expect([({} as Record<string, unknown>)['polluted']]).toEqual([undefined]);
  });
});

it('the judge finds a fault, a strange status and a refusal in another form', () => {
  const came = { status: 200, headers: { 'content-type': 'application/scim+json' }, body: '{}', milliseconds: 1 };

  expect(scimFaults(came)).toEqual([]);
  expect(scimFaults({ ...came, status: 500 })).toEqual(['answers 500 {}']);
  expect(scimFaults({ ...came, status: 404 })).toHaveLength(1);
  expect(scimFaults({ ...came, milliseconds: 11_000 })).toEqual(['answers after 11000 ms']);
});
