import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  AddMember, AddSubstitute, ArchiveGroup, ChangeGroup, GroupChanged, GroupDetails, HubLog, MembershipChanged, MyGroups, NominateMember, NominationChanged, PendingNominations, RestGroup, ResumeGroup, WhyISeeGroup, WindUpGroup, type Output, type RawInput,
} from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
const agreement = randomUUID();
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see(`insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
    select $1, 1, 'Samverkan', '{Trygghet}', '{Köping}', array_agg(id), array_agg(id), $2, now(), now() + interval '1 year' from organisations where code in ('KOP', 'POL')`, [agreement, stableId('organisation', 'KOP')]);
}, 90_000);
afterAll(() => county.stop(), 30_000);

type Group = Output<typeof GroupDetails>;
const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const refused = (name: string, pointer?: string) => expect.objectContaining({ name, ...(pointer ? { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) } : {}) });
const person = (username: string): string => stableId('person', username);
const read = (id: string, by = 'admin.kop', level?: 2 | 3): Promise<Group> => county.hub.ask(GroupDetails, county.as(by, level), { groupId: id });
const seats = (id: string) => county.see<{ valid_to: Date | null; substitute_of: string | null }>('select valid_to, substitute_of from memberships where group_id = $1 and valid_from < coalesce(valid_to, \'infinity\')', [id]);

/** A group of Köping's with two people of the own organisation and one of the police's. */
async function group(name = `Gruppen ${randomUUID()}`): Promise<Group> {
  const id = randomUUID();
  await county.see(`insert into groups (id, version, at, name, type, level, required_assurance_level, purpose, owner_authority_id, status) values ($1, 1, next_place(), $2, 'YouthGroup', 'GENERAL', 2, 'Syfte', $3, 'established')`, [id, name, stableId('authority', 'KOP-KS')]);
  for (const [username, role] of [['brasam.kop', 'chair'], ['falt.kop', 'member'], ['kpol.vm', 'member']]) await county.see("insert into memberships (id, version, at, group_id, person_id, role, seat, valid_from) values ($1, 1, next_place(), $2, $3, $4, 'Enheten', now() - interval '1 day')", [randomUUID(), id, person(username!), role]);
  return read(id);
}
type Steps = typeof RestGroup | typeof ResumeGroup | typeof WindUpGroup | typeof ArchiveGroup | typeof ChangeGroup;
const step = <Op extends Steps>(op: Op, { id, version }: Pick<Group, 'id' | 'version'>, more: object = {}, by = 'admin.kop'): Promise<Group> => county.hub.ask(op, county.as(by), { groupId: id, ...more } as RawInput<Op>, { ifMatch: version }) as Promise<Group>;
const told = async (id: string) => (await county.told()).filter(({ type, subject }) => type === GroupChanged.type && subject === id).map(({ data }) => (data as { status: string }).status);
const toldEnds = async (id: string) => (await county.told()).filter(({ type, subject }) => type === GroupChanged.type && subject === id).map(({ data }) => data['endsAt']);
const log = async (id: string) => (await county.see<{ action: string; before: string | null; after: string | null }>("select action, details->>'before' as before, details->>'after' as after from audit where object_id = $1 order by at, id", [id])).map(({ action, before, after }) => [action, before, after]);

describe('a group that is established', () => {
  it('is called something else, and what it is for is said anew, by its owner\'s administrator who has seen the newest version', async () => {
    const one = await group('Gamla namnet');
    const changed = await step(ChangeGroup, one, { name: 'Nya namnet', purpose: 'Nytt syfte' });

    expect(changed).toMatchObject({ name: 'Nya namnet', purpose: 'Nytt syfte', version: '2', level: 'GENERAL' });
    expect((await county.told()).findLast(({ type }) => type === GroupChanged.type)).toMatchObject({ subject: one.id, aggregateversion: 2, data: { name: 'Nya namnet' } });
    await expect(step(ChangeGroup, one, { name: 'För sent', purpose: 'Nytt' })).rejects.toEqual(refused('stale'));
    expect(await log(one.id)).toEqual([['group.change', null, 'changed']]);
  });

  it.each([
    ['by another group\'s name', { name: 'Unggruppen Köping', purpose: 'Syfte' }, 'group-name-taken', '/name'], ['without a purpose', { name: 'Namn', purpose: ' ' }, 'malformed', '/purpose'], ['with too long a name', { name: 'x'.repeat(121), purpose: 'Syfte' }, 'malformed', '/name'],
    ['with a personal identity number', { name: 'Om 19811218-9876', purpose: 'Syfte' }, 'personal-identity-number', '/name'],
  ])('is not called so %s', async (_, said, name, pointer) => {
    await expect(step(ChangeGroup, await group(), said)).rejects.toEqual(refused(name, pointer));
  });

  it('is changed by nobody else: hidden from who has no part in it, refused to who has', async () => {
    const one = await group();
    const all = (by: string) => [[ChangeGroup, { name: 'Namn', purpose: 'Syfte' }], [RestGroup, {}], [ResumeGroup, {}], [WindUpGroup, { until: inDays(3) }], [ArchiveGroup, {}]].map(([op, more]) => step(op as typeof RestGroup, one, more as object, by).catch((error: Error) => error.name));

    expect(await Promise.all(all('admin.arb'))).toEqual(Array(5).fill('not-found'));
    expect(await Promise.all(all('admin.pol'))).toEqual(Array(5).fill('not-allowed'));
    expect(await Promise.all(all('brasam.kop'))).toEqual(Array(5).fill('not-allowed'));
    expect(await told(one.id)).toEqual([]);
  });
});

describe('a group that rests', () => {
  it('calls nobody, is read by its members, gets others, and goes on', async () => {
    const resting = await step(RestGroup, await group());

    expect(resting).toMatchObject({ state: 'resting', may: expect.arrayContaining(['group.resume', 'group.wind-up', 'membership.add']) });
    expect((await county.hub.ask(MyGroups, county.as('brasam.kop'), {})).items.find(({ id }) => id === resting.id)).toMatchObject({ state: 'resting', may: [] });
    await county.hub.ask(AddMember, county.as('admin.kop'), { groupId: resting.id, personId: person('fritid.kop') });
    await expect(step(RestGroup, resting)).rejects.toEqual(refused('wrong-state'));
    expect(await step(ResumeGroup, await read(resting.id))).toMatchObject({ state: 'established' });
    const restedAt = (await county.told()).filter(({ type, subject }) => type === GroupChanged.type && subject === resting.id).map(({ data }) => data['restedAt']);
    expect(restedAt).toEqual([expect.any(String), restedAt[0]]);
    expect([await told(resting.id), await log(resting.id)]).toEqual([['dormant', 'established'], [['group.rest', 'established', 'resting'], ['group.resume', 'resting', 'established']]]);
  });
});

describe('a group that is wound up', () => {
  it('is read by its members until everybody\'s seat ends, substitutes\' too, lets nobody in, and closes what waits for a key', async () => {
    const one = await group();
    const until = inDays(30);
    const [sub] = [randomUUID()];
    await county.see("insert into memberships (id, version, at, group_id, person_id, role, valid_from, valid_to, substitute_of) select $1, 1, next_place(), group_id, $2, 'member', now(), now() + interval '60 days', id from memberships where group_id = $3 and person_id = $4", [sub, person('ifochef.kop'), one.id, person('falt.kop')]);
    const waiting = await county.hub.ask(NominateMember, county.as('admin.pol'), { groupId: one.id, personId: person('kpol.nv'), agreementId: agreement });

    expect(await step(WindUpGroup, one, { until })).toMatchObject({ state: 'winding-up', endsAt: until, may: ['group.archive'] });
    await eventually(async () => expect((await seats(one.id)).map(({ valid_to: to }) => to?.toISOString())).toEqual(Array(4).fill(until)));
    expect((await county.told()).filter(({ type, data }) => type === MembershipChanged.type && (data as { groupId: string }).groupId === one.id && (data as { validTo: string | null }).validTo === until)).toHaveLength(4);
    expect(await read(one.id, 'kpol.vm')).toMatchObject({ state: 'winding-up', may: [] });
    expect((await county.hub.ask(PendingNominations, county.as('admin.pol'), {})).items).toEqual([]);
    expect((await county.told()).findLast(({ type }) => type === NominationChanged.type)).toMatchObject({ subject: waiting.id, data: { state: 'withdrawn', awaits: null } });
    await expect(county.hub.ask(AddMember, county.as('admin.kop'), { groupId: one.id, personId: person('fritid.kop') })).rejects.toEqual(refused('group-ends'));
    await expect(county.hub.ask(NominateMember, county.as('admin.kop'), { groupId: one.id, personId: person('kpol.nv'), agreementId: agreement })).rejects.toEqual(refused('group-ends'));
    await expect(step(ChangeGroup, await read(one.id), { name: 'Nytt', purpose: 'Nytt' })).rejects.toEqual(refused('group-ends'));
    await expect(step(ResumeGroup, await read(one.id))).rejects.toEqual(refused('wrong-state'));
    expect(await told(one.id)).toEqual(['dormant']);
    expect(await toldEnds(one.id)).toEqual([until]);
  });

  it('before its end was told is told once more, with it and a newer version', async () => {
    const one = await group();
    await step(WindUpGroup, one, { until: inDays(30) });
    const [{ version }] = await county.see<{ version: number }>('select version from groups where id = $1', [one.id]) as [{ version: number }];
    await county.see("insert into due (kind, subject_id, at) values ('ending-group-told', $1, now())", [one.id]);

    await eventually(async () => expect(await toldEnds(one.id)).toHaveLength(2), 20_000);
    expect(new Set(await toldEnds(one.id)).size).toBe(1);
    expect((await county.told()).findLast(({ type, subject }) => type === GroupChanged.type && subject === one.id)).toMatchObject({ aggregateversion: version + 1 });
  });

  it('lets nobody in, and asks for nobody, who was on the way when it was wound up', async () => {
    const one = await group();
    const db = await county.hub.db('directory');
    const waiting = (many: number, query: string) => eventually(async () => expect(await county.see("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1", [query])).toHaveLength(many));
    let [release, hold] = [(): void => undefined, (): void => undefined];
    const released = new Promise<void>((resolve) => { release = resolve; });
    const held = new Promise<void>((resolve) => { hold = resolve; });
    const another = db.work('test', async (tx) => { await tx.query('select from groups where id = $1 for update', [one.id]); hold(); await released; });
    await held;
    const ending = step(WindUpGroup, one, { until: inDays(3) });
    // It has its place, and waits for the group.
    await waiting(1, 'select change_group%');
    const asked = [county.hub.ask(AddMember, county.as('admin.kop'), { groupId: one.id, personId: person('fritid.kop') }), county.hub.ask(NominateMember, county.as('admin.pol'), { groupId: one.id, personId: person('kpol.nv'), agreementId: agreement })].map((each) => each.catch((error: Error) => error.name));
    await waiting(2, 'select next_place()%');
    release();

    await Promise.all([another, ending]);
    expect(await Promise.all(asked)).toEqual(['group-ends', 'group-ends']);
  });

  it('has nobody sit in, and offers it to nobody', async () => {
    const one = await group();
    const [seat] = (await read(one.id)).members!.filter(({ person: { id } }) => id === person('falt.kop'));
    await step(WindUpGroup, one, { until: inDays(30) });
    const sitIn = (to: number) => county.hub.ask(AddSubstitute, county.as('admin.kop'), { groupId: one.id, membershipId: seat!.id, personId: person('fritid.kop'), from: inDays(0), to: inDays(to) });

    await expect(sitIn(1)).rejects.toEqual(refused('group-ends'));
    expect((await read(one.id)).members!.flatMap(({ may }) => may)).not.toContain('membership.substitute');
  });

  it('is archived by hand where its end has passed and its timer has not rung', async () => {
    const one = await step(WindUpGroup, await group(), { until: inDays(30) });
    // It rings at once, to end the seats, and then at the end.
    await eventually(async () => expect(await county.see("select from due where subject_id = $1 and kind = 'end-of-group' and state = 'pending' and at > now() + interval '1 day'", [one.id])).toHaveLength(1));
    await county.see("update groups set ends_at = now() - interval '1 hour' where id = $1", [one.id]);

    expect(await step(ArchiveGroup, one)).toMatchObject({ state: 'archived' });
    await eventually(async () => expect(await county.see('select from memberships where group_id = $1 and (valid_to is null or valid_to > now())', [one.id])).toEqual([]));
  });

  it.each([['that is over', -1, 'ends-before-it-begins'], ['more than a year ahead', 367, 'wind-up-too-long']])('is not read until a day %s', async (_, days, name) => {
    await expect(step(WindUpGroup, await group(), { until: inDays(days) })).rejects.toEqual(refused(name, '/until'));
  });

  it('is archived by itself when everybody\'s seat ends, and is its owner\'s administrator\'s to see from then on, as structure', async () => {
    const one = await group();
    await step(WindUpGroup, one, { until: new Date(Date.now() + 2_500).toISOString() });

    await eventually(async () => expect(await read(one.id)).toMatchObject({ state: 'archived', members: [], may: [] }));
    expect(await told(one.id)).toEqual(['dormant', 'archived']);
    for (const by of ['brasam.kop', 'kpol.vm', 'admin.pol', 'admin.hub']) await expect(read(one.id, by)).rejects.toEqual(refused('not-found'));
    expect((await county.hub.ask(MyGroups, county.as('admin.kop'), {})).items.find(({ id }) => id === one.id)).toMatchObject({ state: 'archived', may: [] });
    expect(await county.hub.ask(WhyISeeGroup, county.as('admin.kop'), { groupId: one.id })).toMatchObject({ reasons: [{ through: 'administration' }] });
    expect(await log(one.id)).toEqual([['group.wind-up', 'established', 'winding-up'], ['group.archive', 'winding-up', 'archived']]);
    expect(JSON.stringify(await county.hub.ask(HubLog, county.as('admin.hub'), {}))).not.toContain(one.name);
  });

  it('is archived sooner: every seat ends at once, and once', async () => {
    const one = await step(WindUpGroup, await step(RestGroup, await group()), { until: inDays(30) });
    const idempotencyKey = randomUUID();
    const archive = () => county.hub.ask(ArchiveGroup, county.as('admin.kop'), { groupId: one.id }, { ifMatch: one.version, idempotencyKey });

    expect(await archive()).toMatchObject({ state: 'archived', members: [] });
    await expect(read(one.id, 'brasam.kop')).rejects.toEqual(refused('not-found'));
    expect(await archive()).toMatchObject({ state: 'archived' });
    await eventually(async () => expect(await county.see("select from memberships where group_id = $1 and (valid_to is null or valid_to > now())", [one.id])).toEqual([]));
    expect(await told(one.id)).toEqual(['dormant', 'dormant', 'archived']);
    await expect(step(ArchiveGroup, await read(one.id))).rejects.toEqual(refused('wrong-state'));
  });

  it('does what it does once, also where its timer rings again, as after a kill', async () => {
    const one = await step(WindUpGroup, await group(), { until: inDays(30) });
    await eventually(async () => expect((await seats(one.id)).every(({ valid_to: to }) => to !== null)).toBe(true));
    const before = (await county.told()).length;
    await county.see("insert into due (kind, subject_id, at) values ('end-of-group', $1, now())", [one.id]);

    await eventually(async () => expect(await county.see("select from due where kind = 'end-of-group' and subject_id = $1 and state = 'pending' and at > now()", [one.id])).toHaveLength(1));
    expect((await county.told()).length).toBe(before);
  });

  it('is not brought into another state past the handlers', async () => {
    const one = await group();
    const past = (by: string, becomes: string, until: string | null) => county.hub.db('directory').then((db) => {
      const { organisationAlias: organisation } = county.as(by);
      return db.as({ kind: 'person', identityProvider: organisation, homeId: by, organisation, assuranceLevel: 3, client: 'test', session: 'test' }, (tx) => tx.query('select change_group($1, $2, $3)', [one.id, becomes, until]));
    });

    for (const by of ['admin.pol', 'brasam.kop', 'admin.hub']) await expect(past(by, 'dormant', null)).rejects.toThrow(/administrators of who owns it/);
    for (const [becomes, until] of [['archived', null], ['archived', inDays(-1)], ['established', inDays(3)], ['draft', null]] as const) await expect(past('admin.kop', becomes, until)).rejects.toThrow(/what its life has next/);
    await expect(county.see("update groups set level = 'INDIVIDUAL' where id = $1", [one.id])).rejects.toThrow(/level never changes/);
  });
});
