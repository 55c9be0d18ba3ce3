import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AdministrationLog, AnnounceLogin, AttestSeat, ChangePerson, DeprovisionPerson, EndEmployment, OpenReview, PersonDetails, ProvisionFunction, ProvisionPerson, ReplaceFunction, ReplacePerson, ReviewSeats, WindUpGroup, type AnyOperation, type Output, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { lastDayFrom } from '../src/reviews/calendar.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

type Act = Output<typeof AdministrationLog>['items'][number];
const [youth, individual, strategic] = ['UNGGRUPPEN-KOP', 'INSATSGRUPP-KOP', 'STRATEGISKT-BRA-KOP'].map((code) => stableId('group', code)) as [string, string, string];
const person = (username: string): string => stableId('person', username);
const unit = (code: string): string => stableId('unit', code);
const log = async (by = 'admin.kop', level?: 2 | 3): Promise<Act[]> => (await county.hub.ask(AdministrationLog, county.as(by, level), { limit: 100 })).items;
const about = async (id: string, by?: string, level?: 2 | 3): Promise<Act[]> => (await log(by, level)).filter((act) => act.person?.id === id);
const come = (kind: string, subject: string) => county.see("update due set at = now() where kind = $1 and subject_id = $2 and state = 'pending'", [kind, subject]);
const review = async (by = 'admin.kop'): Promise<string> => (await county.hub.ask(OpenReview, county.as(by, 3), { lastDay: lastDayFrom(new Date()) })).id;
const seatOf = async (reviewId: string, who: string, groupId = youth) => (await county.hub.ask(ReviewSeats, county.as('admin.kop', 3), { reviewId, limit: 200 })).items.find((one) => one.person.id === person(who) && one.group.id === groupId)!;

describe('the log of what the hub did by itself', () => {
  it('says that a seat ended since nobody had reviewed it: why to who reviews, and only that to the person\'s own organisation', async () => {
    const id = await review();
    await county.see("update review_seats set decision = 'keep', decided_at = now() where review_id = $1 and not (group_id = $2 and person_id = $3)", [id, strategic, person('lpo.vm')]);
    await county.see("update reviews set opened_at = now() - interval '1 day', ends_at = now() where id = $1", [id]);
    await come('review-ends', id);
    await eventually(async () => expect(await about(person('lpo.vm'))).toHaveLength(1));

    const ended = { actor: 'hub', by: null, action: 'membership.end', person: { name: 'Lars Områdin' }, before: 'active', after: 'ended', changes: [] };
    expect(await about(person('lpo.vm'))).toMatchObject([{ ...ended, group: { id: strategic }, because: 'review' }]);
    expect(await about(person('lpo.vm'), 'admin.pol')).toMatchObject([{ ...ended, because: null }]);
    expect((await log()).filter(({ action }) => action === 'review.close')).toMatchObject([{ actor: 'hub', before: 'open', after: 'closed' }]);
    expect((await log('admin.pol')).filter(({ action }) => action.startsWith('review'))).toEqual([]);
    for (const by of ['admin.arb', 'admin.lst']) expect(await log(by)).toEqual([]);
  });

  it('says that somebody left at home: each seat to who owns the group and to the own organisation, an individual-level one to nobody below its level', async () => {
    const { version } = await county.hub.ask(PersonDetails, county.as('admin.pol'), { staffId: person('kpol.vm') });
    await county.hub.ask(EndEmployment, county.as('admin.pol', 2), { staffId: person('kpol.vm') }, { ifMatch: version });
    const groups = async (by: string, level: 2 | 3) => (await about(person('kpol.vm'), by, level)).filter(({ action }) => action === 'membership.end').map(({ group }) => group?.id ?? null);
    await eventually(async () => expect((await groups('admin.kop', 3)).length).toBeGreaterThan(2));

    expect(await groups('admin.kop', 3)).toEqual(expect.arrayContaining([youth, individual, strategic]));
    expect(await groups('admin.kop', 2)).toEqual(expect.arrayContaining([youth, strategic]));
    expect(await groups('admin.kop', 2)).not.toContain(individual);
    expect((await about(person('kpol.vm'))).find(({ group }) => group?.id === youth)).toMatchObject({ actor: 'hub', because: 'left', before: 'active', after: 'ended' });
    expect((await groups('admin.pol', 2)).length).toBe((await groups('admin.pol', 3)).length - 1);
    expect(await groups('admin.lst', 2)).toEqual([stableId('group', 'LANSBRA-VASTMANLAND')]);
    expect(await about(person('kpol.vm'), 'admin.arb')).toEqual([]);
  });

  it('says of nobody but the own people that access rests, that somebody logged in again, or came for the first time', async () => {
    const who = { ...county.as('kurator.kop') };
    await county.see("update people set awake_since = now() - interval '91 days', last_login_at = null where home_id = 'kurator.kop'");
    await county.see("insert into due (kind, subject_id, at) values ('dormancy', 'people', now())");
    await eventually(async () => expect(await about(person('kurator.kop'))).toMatchObject([{ actor: 'hub', action: 'person.rest', because: 'no-login', before: 'person-active', after: 'person-dormant' }]));
    await county.hub.ask(AnnounceLogin, who, {});
    await county.hub.ask(AnnounceLogin, { ...who, homeId: 'forsta.gangen' }, { name: 'Första Gången' });

    expect((await log()).slice(0, 2)).toMatchObject([{ action: 'person.invite', person: { name: 'Första Gången' }, after: 'person-invited' }, { action: 'person.wake', because: 'login', after: 'person-active' }]);
    expect(JSON.stringify(await log('admin.pol'))).not.toMatch(/Första Gången|person\.(rest|wake|invite)/);
  });

  it('keeps what happened to others in a group when that is archived, for who owned it and sees it still', async () => {
    const id = randomUUID();
    await county.see(`insert into groups select (jsonb_populate_record(g, '{"id": "${id}", "code": "ARKIV", "name": "Arkivgruppen", "version": 1}')).* from groups g where g.id = $1`, [youth]);
    await county.see("insert into memberships (id, version, at, group_id, person_id, role, valid_from) values (gen_random_uuid(), 1, 0, $1, $2, 'member', now())", [id, person('kpol.nv')]);
    await county.hub.ask(WindUpGroup, county.as('admin.kop'), { groupId: id, until: new Date(Date.now() + 3_000).toISOString() }, { ifMatch: '1' });
    await eventually(async () => expect((await log()).filter((act) => act.group?.id === id).map(({ action }) => action)).toContain('group.archive'));

    const of = async (by: string) => (await log(by)).filter(({ action, person: whom }) => action === 'membership.end' && whom?.id === person('kpol.nv'));
    expect(await of('admin.kop')).toMatchObject([{ group: { id }, because: 'group', before: 'active', after: 'ending', changes: [{ what: 'end', before: null, after: expect.any(String) }] }]);
    expect(await of('admin.pol')).toMatchObject([{ group: null, because: 'group' }]);
    expect(await of('admin.lst')).toEqual([]);
  });

  it('leaves out what was written before rows said whom they concern', async () => {
    await county.see("insert into audit (actor_kind, actor_id, action, object_id, details) values ('worker', 'person-left', 'membership.end', gen_random_uuid(), $1)", [JSON.stringify({ personId: person('falt.kop'), groupId: youth })]);

    expect(await about(person('falt.kop'))).toEqual([]);
  });
});

describe('the log of what an organisation\'s directory system did', () => {
  const machine = async <Op extends AnyOperation>(op: Op, input: RawInput<Op>, asking: { ifMatch?: string } = {}): Promise<Output<Op>> => {
    const token = await county.hub.issuer.machineToken({ organisationAlias: 'kop', organisationId: 'of-the-identity-provider' });
    return county.hub.ask(op, county.as('admin.kop'), input, { token, ...asking });
  };
  const told = (facts: Record<string, unknown> = {}, active = true) => ({ externalId: 'nina', userName: 'nina', active, facts: { displayName: 'Nina Ny', title: 'Chef', emails: [{ value: 'nina@koping.example' }], department: 'KOP-KS-KANSLI', ...facts } });

  it('says how somebody was and became, by units and states, and which texts are others', async () => {
    const added = await machine(ProvisionPerson, told());
    const changed = await machine(ReplacePerson, { personId: added.id, ...told({ emails: [{ value: 'nina.ny@koping.example' }], title: 'Förvaltningschef', department: 'KOP-KS-TRYGGHET' }) }, { ifMatch: added.version });
    await machine(DeprovisionPerson, { personId: added.id }, { ifMatch: changed.version });

    const by = { actor: 'directory-system', by: null, because: null, person: { name: 'Nina Ny' } };
    expect((await about(added.id)).filter(({ actor }) => actor === 'directory-system')).toMatchObject([
      { ...by, action: 'person.deprovision', before: 'person-active', after: 'person-ended' },
      { ...by, action: 'person.replace', before: null, after: null, changes: [{ what: 'unit', before: 'Kansliet', after: 'Trygghet och säkerhet' }, { what: 'title', before: null, after: null }, { what: 'email', before: null, after: null }] },
      { ...by, action: 'person.provision', after: 'person-active', changes: [{ what: 'unit', before: null, after: 'Kansliet' }] },
    ]);
    expect(JSON.stringify(await log())).not.toMatch(/nina[.@]/);
    expect(JSON.stringify((await about(added.id)).map(({ changes }) => changes))).not.toMatch(/Chef|Förvaltningschef/);
    for (const other of ['admin.pol', 'admin.lst']) expect(JSON.stringify(await log(other))).not.toContain(added.id);
  });

  it('says who became a member of a function, and who is none any more', async () => {
    const of = { displayName: 'Ola Ledig', emails: [{ value: 'ola@koping.example' }], department: 'KOP-KS-KANSLI' };
    const [one, other] = [await machine(ProvisionPerson, { ...told(of), externalId: 'ola', userName: 'ola' }), await machine(ProvisionPerson, { ...told({ ...of, displayName: 'Pia Kvar' }), externalId: 'pia', userName: 'pia' })];
    const made = await machine(ProvisionFunction, { externalId: 'jour', name: 'Jouren', facts: { department: 'KOP-KS-KANSLI' }, members: [one.id] });
    await machine(ReplaceFunction, { functionId: made.id, externalId: 'jour', name: 'Dygnsjouren', facts: { department: 'KOP-KS-KANSLI' }, members: [other.id] }, { ifMatch: made.version });
    const its = async () => (await log()).filter((act) => act.part?.id === made.id);
    const held = async () => (await its()).find(({ action, person: whom }) => action === 'function.hold' && whom?.id === other.id);
    await eventually(async () => expect(await held()).toMatchObject({ actor: 'hub', because: 'directory-system', person: { name: 'Pia Kvar' } }));

    expect((await its()).find(({ action }) => action === 'function.replace')).toMatchObject({
      actor: 'directory-system', part: { name: 'Dygnsjouren' }, before: null, changes: [{ what: 'name', before: null, after: null }, { what: 'member', before: 'Ola Ledig', after: null }, { what: 'member', before: null, after: 'Pia Kvar' }],
    });
  });
});

describe('the log of what an administrator did', () => {
  it('names the units, and says which texts are others and never what they say', async () => {
    const { version } = await county.hub.ask(PersonDetails, county.as('admin.kop'), { staffId: person('teknik.kop') });
    await county.hub.ask(ChangePerson, county.as('admin.kop'), { staffId: person('teknik.kop'), name: 'Nytt Namn', title: 'Ny titel', email: 'nytt@koping.example', unitId: unit('KOP-KS-TRYGGHET'), aliases: ['gammal@koping.example'] }, { ifMatch: version });

    const [act] = await log();
    expect(act).toMatchObject({ actor: 'person', by: { id: person('admin.kop') }, action: 'person.change', before: null, after: null });
    expect(act!.changes).toEqual([{ what: 'unit', before: expect.any(String), after: 'Trygghet och säkerhet' }, ...['name', 'title', 'email', 'aliases'].map((what) => ({ what, before: null, after: null }))]);
    expect(JSON.stringify(act!.changes)).not.toMatch(/nytt@|gammal@|Ny titel/);
  });

  it('says how the role and the end of a seat were before a review, and whose seat was reviewed', async () => {
    const id = await review();
    const { id: seatId, version } = await seatOf(id, 'rektor.kop');
    const validTo = new Date(Date.now() + 30 * 86_400_000).toISOString();
    await county.hub.ask(AttestSeat, county.as('admin.kop', 3), { reviewId: id, seatId, decision: 'change', reason: 'Behöver mindre', role: 'calendar', validTo }, { ifMatch: version });

    const whose = { person: { id: person('rektor.kop') }, group: { id: youth } };
    expect((await log('admin.kop', 3)).slice(0, 2)).toMatchObject([
      { action: 'membership.change', ...whose, changes: [{ what: 'role', before: 'member', after: 'calendar' }, { what: 'end', before: null, after: validTo }] }, { action: 'review.attest', ...whose, before: 'undecided', after: 'change' },
    ]);
  });
});
