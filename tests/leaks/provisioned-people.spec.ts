import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProvisionFunction, ProvisionPerson, ProvisionedFunctions, ProvisionedPeople, isUnsafe, operations, type Operation } from '@knutpunkt/contracts';
import { claimsOf } from '@knutpunkt/testing';
import { bearer, LeakHub, type Answered } from './leak-hub.js';
import { unrouted } from './matrix.js';
import { personId } from './scene.js';
import { settledSnapshot } from './snapshot.js';

const never = '0199c0de-0000-7000-8000-0000000000dd';
/** What an organisation's machine asks about one of its people or functions: derived, so that a new one is asked on the day it is declared. */
const about = operations.filter(({ askedBy, path }) => askedBy === 'client' && path.includes('{'));
const [facts, ofFunction] = [{ externalId: 'rut.kop', userName: 'rut.kop', active: false, facts: {} }, { name: 'Provsamordnaren', members: [], facts: {} }];
/** A PATCH is made of a reading and a replacement. */
const methods = ['GET', 'PUT', 'PATCH', 'DELETE'] as const;
const patch = (path: string, value: unknown) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path, value }] });
const kinds = {
  Users: { PUT: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...facts, facts: undefined }, PATCH: patch('active', false) },
  Groups: { PUT: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Provsamordnaren' }, PATCH: patch('members', []) },
} as const;
type Of = keyof typeof kinds;
const ofOperation = ({ path }: Operation): Of => (path.includes('{personId}') ? 'Users' : 'Groups');

let leaks: LeakHub;
let hidden: Record<Of, readonly string[]>;
beforeAll(async () => {
  leaks = await LeakHub.start({ logLevel: 'silent' });
  await leaks.hub.asAdmin('directory', "update people set status = 'ended' where home_id = 'olle.kop'");
  const functions = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'BRASAM-KOP'");
  hidden = { Users: await Promise.all(['rut.kop', 'olle.kop'].map((username) => personId(leaks, username))), Groups: functions.map(({ id }) => id) };
}, 120_000);
afterAll(() => leaks?.stop());

const machine = (organisationAlias: string, claims = {}) => (): Promise<string> => leaks.hub.issuer.machineToken({ organisationAlias, organisationId: 'of-the-identity-provider' }, claims);
interface Stranger { readonly who: string; readonly token: () => Promise<string>; readonly status: number; readonly organisation: string }
const strangers: readonly Stranger[] = [
  { who: 'another organisation\'s machine', token: machine('pol'), status: 404, organisation: 'pol' },
  { who: 'a third organisation\'s machine', token: machine('bos'), status: 404, organisation: 'bos' },
  { who: 'a person of the organisation', token: () => leaks.token('admin.kop'), status: 401, organisation: 'kop' },
  { who: 'a machine that may do something else', token: machine('kop', { scope: 'diariet' }), status: 401, organisation: 'kop' },
  { who: 'a machine that names a person', token: machine('kop', { home_id: 'eva.kop', sid: randomUUID(), idp: 'kop' }), status: 401, organisation: 'kop' },
  { who: 'a machine whose token has expired', token: () => leaks.hub.issuer.sign({ ...claimsOf(bearer('x.kop')), azp: 'provisioning-kop', scope: 'provisioning' }, { ago: 900 }), status: 401, organisation: 'kop' },
];

const scim = async ({ token }: Stranger, method: string, { organisation, of }: { organisation: string; of: Of }, id: string): Promise<Answered> =>
  leaks.http({ method, path: `/scim/v2/${organisation}/${of}/${id}`, body: (kinds[of] as Partial<Record<string, object>>)[method] as Record<string, unknown> | undefined }, { token: await token(), ifMatch: isUnsafe({ method: method as Operation['method'] }) ? '1' : undefined });

const overNats = async ({ token }: Stranger, op: Operation, id: string): Promise<unknown> =>
  leaks.hub.answer(op, bearer('x.kop'), ofOperation(op) === 'Users' ? { personId: id, ...(op.method === 'PUT' ? facts : {}) } : { functionId: id, ...(op.method === 'PUT' ? ofFunction : {}) }, { token: await token(), ...(op.method === 'GET' ? {} : { ifMatch: '1' }) });

describe.each(strangers.map((stranger) => [stranger.who, stranger] as const))('to %s', (_, stranger) => {
  it.each(about.map((op) => [op.name, op] as const))('%s answers alike for another\'s and for what never was', async (_name, op) => {
    for (const id of hidden[ofOperation(op)]) {
      const answer = await overNats(stranger, op, id);

      expect(answer).toEqual(await overNats(stranger, op, never));
      expect(answer).toMatchObject({ problem: { status: stranger.status } });
    }
  });

  it.each(methods)('%s of SCIM answers alike, in the own organisation\'s place and in the other\'s', async (method) => {
    for (const of of Object.keys(kinds) as Of[]) for (const organisation of new Set([stranger.organisation, 'kop'])) {
      const none = await scim(stranger, method, { organisation, of }, never);
      for (const id of hidden[of]) expect(await scim(stranger, method, { organisation, of }, id)).toEqual(none);
      expect(none.status).toBe(stranger.status);
    }
  });
});

describe('what a machine finds and takes', () => {
  const ask = async (filter: string) => leaks.hub.answer(ProvisionedPeople, bearer('x.pol'), { filter }, { token: await machine('pol')() });

  it('is none of another organisation\'s people, whatever it looks for', async () => {
    for (const filter of ['userName eq "rut.kop"', 'externalId eq "rut.kop"', 'active eq true']) {
      const answer = await ask(filter);
      const items = 'body' in answer ? answer.body.items : [];

      expect(answer).toMatchObject({ status: 200 });
      expect(items.filter(({ id }) => hidden.Users.includes(id))).toEqual([]);
    }
    expect(await ask('userName eq "rut.kop"')).toEqual(await ask('userName eq "never.was"'));
  });

  it('is no home id that another organisation has: it stands for another person there', async () => {
    const answer = await leaks.hub.answer(ProvisionPerson, bearer('x.pol'), { ...facts, active: true }, { token: await machine('pol')() });

    expect(answer).toMatchObject({ status: 201 });
    expect(hidden.Users).not.toContain('body' in answer && answer.body.id);
  });

  it('is none of another organisation\'s functions, by its name, its code or who holds it; and none of its people is a member of one', async () => {
    const looked = async (filter: string) => leaks.hub.answer(ProvisionedFunctions, bearer('x.pol'), { filter }, { token: await machine('pol')() });
    const [eva] = await leaks.hub.asAdmin<{ id: string }>('directory', "select id from people where home_id = 'eva.kop'");
    for (const filter of ['displayName eq "Provsamordnaren"', 'displayName eq "Finns aldrig"', `members eq "${eva!.id}"`, `id eq "${hidden.Groups[0]}"`]) expect(await looked(filter)).toMatchObject({ status: 200, body: { total: 0, items: [] } });
    const made = async (name: string, members: string[]) => leaks.hub.answer(ProvisionFunction, bearer('x.pol'), { name, members, facts: {} }, { token: await machine('pol')() });
    expect(await made('Med deras', [eva!.id])).toEqual(await made('Med deras', [never]));
    for (const name of ['Provsamordnaren', 'BRASAM-KOP']) expect(hidden.Groups).not.toContain(await made(name, []).then((answer) => 'body' in answer && answer.body.id));
  });
});

describe('nothing is left out', () => {
  it('every operation that a machine asks is of this table', () => {
    expect(about.map(({ name }) => name).filter((name) => !(name in unrouted))).toEqual([]);
    expect(about.length).toBeGreaterThanOrEqual(6);
  });

  it('and nothing is written by being asked', async () => {
    const before = await settledSnapshot(leaks.hub);
    for (const stranger of strangers) for (const op of about) for (const id of hidden[ofOperation(op)]) await overNats(stranger, op, id);

    expect(await settledSnapshot(leaks.hub)).toEqual(before);
  }, 60_000);

  it('who is not hidden is found', async () => {
    const [own] = strangers as readonly [Stranger];
    await leaks.hub.asAdmin('directory', "update people set home_id = 'ruth.pol', organisation_id = (select id from organisations where code = 'POL') where id = $1", [hidden.Users[0]]);
    await leaks.hub.asAdmin('directory', "update functions set organisation_id = (select id from organisations where code = 'POL') where id = $1", [hidden.Groups[0]]);

    for (const op of about.filter(({ method }) => method === 'GET')) expect(await overNats(own, op, hidden[ofOperation(op)][0]!)).not.toEqual(await overNats(own, op, never));
  });
});
