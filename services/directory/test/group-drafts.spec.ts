import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AddMember, AdministrationLog, ChangeGroupDraft, DiscardGroupDraft, DraftGroup, EstablishGroup, GroupChanged, GroupDetails, GroupDrafts, GroupProposalChanged, HubLog, MyGroups, PossibleNominees, type GroupDraft, type RawInput } from '@knutpunkt/contracts';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
const agreement = randomUUID();
const agreed = `insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
  select $1, 1, 'Samverkan i länet', '{Trygghet,Ungdomar}', '{Köping}', array_agg(id), array_agg(id), $2, now() - interval '1 day', now() + interval '1 year' from organisations where code = any($3)`;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see(agreed, [agreement, stableId('organisation', 'KOP'), ['KOP', 'POL']]);
  await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
}, 90_000);
afterAll(() => county.stop(), 30_000);
afterEach(() => county.see('delete from group_drafts'));

const refused = (name: string, pointer?: string) => expect.objectContaining({ name, ...(pointer ? { body: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }) } : {}) });
const board = stableId('authority', 'KOP-KS');
let made = 0;
const input = (changes: Partial<RawInput<typeof DraftGroup>> = {}): RawInput<typeof DraftGroup> =>
  ({ name: `Samråd ${(made += 1)}`, type: 'CollaborationGroup', level: 'GENERAL', requiredAssuranceLevel: 2, purpose: 'Trygga kvällar vid stationen.', authorityId: board, agreementId: agreement, agreedPurpose: 'Trygghet', ...changes });
const draft = (changes: Partial<RawInput<typeof DraftGroup>> = {}, by = 'admin.kop', level?: 2 | 3): Promise<GroupDraft> => county.hub.ask(DraftGroup, county.as(by, level), input(changes));
const establish = ({ id, version }: Pick<GroupDraft, 'id' | 'version'>, by = 'admin.kop', level?: 2 | 3) => county.hub.ask(EstablishGroup, county.as(by, level), { draftId: id }, { ifMatch: version });
const drafts = async (by: string, level?: 2 | 3) => (await county.hub.ask(GroupDrafts, county.as(by, level), {})).items;
const log = async (id: string) => (await county.see<{ action: string; before: string | null; after: string }>("select action, details->>'before' as before, details->>'after' as after from audit where object_id = $1 order by at, id", [id])).map(({ action, before, after }) => [action, before, after]);

describe('a group that is not established', () => {
  it('is written by an administrator of who is to own it, and seen by that organisation\'s administrators alone', async () => {
    const one = await draft({ name: 'Stationsgruppen' });

    expect(one).toMatchObject({ name: 'Stationsgruppen', level: 'GENERAL', owner: { id: board, organisation: { code: 'KOP' } }, agreement: { id: agreement }, agreedPurpose: 'Trygghet', proposedBy: null, version: '1', may: ['group.change-draft', 'group.establish'] });
    expect((await drafts('fc-sa.kop')).map(({ id }) => id)).toEqual([one.id]);
    expect(await drafts('admin.pol')).toEqual([]);
    for (const by of ['brasam.kop', 'admin.hub']) expect(await drafts(by).catch((error: Error) => error.name)).toEqual(by === 'brasam.kop' ? 'not-allowed' : expect.not.arrayContaining([expect.objectContaining({ id: one.id })]));
    for (const by of ['admin.kop', 'admin.pol', 'admin.hub', 'brasam.kop']) {
      await expect(county.hub.ask(GroupDetails, county.as(by), { groupId: one.id })).rejects.toEqual(refused('not-found'));
      await expect(county.hub.ask(PossibleNominees, county.as(by), { groupId: one.id })).rejects.toEqual(refused('not-found'));
      expect((await county.hub.ask(MyGroups, county.as(by), {})).items.map(({ name }) => name)).not.toContain('Stationsgruppen');
    }
    expect(await county.operator.republish()).toBeGreaterThan(0);
    expect([...(await county.told()), ...(await county.told(true))].filter(({ subject }) => subject === one.id)).toEqual([]);
  });

  it('does not exist for another organisation\'s administrator, and is written by no one else', async () => {
    const { id, version } = await draft();
    const change = (by: string) => county.hub.ask(ChangeGroupDraft, county.as(by), { draftId: id, ...input() }, { ifMatch: version });

    for (const by of ['admin.pol', 'brasam.kop']) {
      await expect(change(by)).rejects.toEqual(refused('not-found'));
      await expect(county.hub.ask(DiscardGroupDraft, county.as(by), { draftId: id }, { ifMatch: version })).rejects.toEqual(refused('not-found'));
      await expect(establish({ id, version }, by)).rejects.toEqual(refused('not-found'));
    }
    await expect(draft({}, 'brasam.kop')).rejects.toEqual(refused('not-allowed'));
  });

  it('may change in everything, its level too, for who has seen the newest version', async () => {
    const { id, version } = await draft();
    const change = (changes: Partial<RawInput<typeof DraftGroup>>, ifMatch: string) => county.hub.ask(ChangeGroupDraft, county.as('admin.kop', 3), { draftId: id, ...input(changes) }, { ifMatch });

    expect(await change({ name: 'Nytt namn', level: 'INDIVIDUAL', requiredAssuranceLevel: 3 }, version)).toMatchObject({ name: 'Nytt namn', level: 'INDIVIDUAL', version: '2' });
    await expect(change({}, version)).rejects.toEqual(refused('stale'));
    expect(await log(id)).toEqual([['group.draft', null, 'draft'], ['group.change-draft', 'draft', 'draft']]);
  });

  it('is thrown away, once, and is gone', async () => {
    const { id, version } = await draft();
    const idempotencyKey = randomUUID();
    const discard = () => county.hub.ask(DiscardGroupDraft, county.as('admin.kop'), { draftId: id }, { ifMatch: version, idempotencyKey });

    expect([await discard(), await discard()]).toEqual([{ id }, { id }]);
    expect(await drafts('admin.kop')).toEqual([]);
    expect(await log(id)).toEqual([['group.draft', null, 'draft'], ['group.discard-draft', 'draft', 'discarded']]);
  });

  it.each([
    ['with another organisation\'s authority', { authorityId: stableId('authority', 'POL-LPOVM') }, 'not-own-authority', '/authorityId'], ['on an agreement that is not known', { agreementId: randomUUID() }, 'unknown-agreement', '/agreementId'],
    ['for what is not agreed on', { agreedPurpose: 'Annat' }, 'purpose-not-agreed', '/agreedPurpose'], ['for an agreed purpose of no agreement', { agreementId: undefined }, 'purpose-not-agreed', '/agreedPurpose'],
    ['by another group\'s name', { name: 'unggruppen köping' }, 'group-name-taken', '/name'], ['with a personal identity number', { purpose: 'Om 19811218-9876' }, 'personal-identity-number', '/purpose'],
    ['of individual level, below its assurance', { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 }, 'assurance-too-low', '/requiredAssuranceLevel'], ['above the own login', { requiredAssuranceLevel: 4 }, 'above-own-level', '/requiredAssuranceLevel'],
    ['with too long a name', { name: 'x'.repeat(121) }, 'malformed', '/name'], ['with too long a purpose', { purpose: 'x'.repeat(2_001) }, 'malformed', '/purpose'],
  ] as const)('is refused, %s', async (_, changes, name, pointer) => {
    await expect(draft(changes)).rejects.toEqual(refused(name, pointer));
  });

  it('does not tell of an agreement of others', async () => {
    const theirs = randomUUID();
    await county.see(agreed, [theirs, stableId('organisation', 'POL'), ['POL', 'LST']]);

    await expect(draft({ agreementId: theirs })).rejects.toEqual(refused('unknown-agreement', '/agreementId'));
  });
});

describe('a group is established', () => {
  it('under the id that it had, with nobody in it, and is told', async () => {
    const one = await draft({ name: 'Torggruppen' });

    expect(await establish(one)).toEqual({ id: one.id, state: 'established' });
    expect(await county.hub.ask(GroupDetails, county.as('admin.kop'), { groupId: one.id })).toMatchObject({ name: 'Torggruppen', level: 'GENERAL', members: [], may: expect.arrayContaining(['membership.add', 'nomination.make']) });
    expect((await county.told()).filter(({ subject }) => subject === one.id)).toMatchObject([{ type: GroupChanged.type, aggregateversion: 1, data: { name: 'Torggruppen', status: 'established', ownerAuthorityId: board } }]);
    expect([await drafts('admin.kop'), await log(one.id)]).toEqual([[], [['group.draft', null, 'draft'], ['group.establish', 'draft', 'established']]]);
    await expect(county.hub.ask(GroupDetails, county.as('admin.pol'), { groupId: one.id })).rejects.toEqual(refused('not-found'));
    await expect(county.see("update groups set level = 'INDIVIDUAL' where id = $1", [one.id])).rejects.toThrow(/level never changes/);
  });

  it('gets whoever leads it from its owner\'s administrator, as every member', async () => {
    const one = await draft();
    await establish(one);

    expect(await county.hub.ask(AddMember, county.as('admin.kop'), { groupId: one.id, personId: stableId('person', 'brasam.kop'), role: 'chair' })).toMatchObject({ role: 'chair' });
    expect((await county.hub.ask(MyGroups, county.as('brasam.kop'), {})).items).toContainEqual(expect.objectContaining({ id: one.id, myRole: 'chair', may: expect.arrayContaining(['meeting.schedule']) }));
  });

  it('once, also where it is asked twice', async () => {
    const one = await draft();
    const asked = () => county.hub.ask(EstablishGroup, county.as('admin.kop'), { draftId: one.id }, { ifMatch: one.version, idempotencyKey: one.id });

    expect([await asked(), await asked()]).toEqual([{ id: one.id, state: 'established' }, { id: one.id, state: 'established' }]);
    await expect(establish(one)).rejects.toEqual(refused('not-found'));
    expect(await county.see('select version from groups where id = $1', [one.id])).toEqual([{ version: 1 }]);
  });

  it.each([
    ['without a purpose', { purpose: '' }, 'purpose-missing', '/purpose'], ['without an agreement', { agreementId: undefined, agreedPurpose: undefined }, 'group-needs-agreement', '/agreementId'], ['for no agreed purpose', { agreedPurpose: undefined }, 'purpose-not-agreed', '/agreedPurpose'],
  ])('not %s', async (_, changes, name, pointer) => {
    const one = await draft(changes);

    expect(one.may).toEqual(['group.change-draft']);
    await expect(establish(one)).rejects.toEqual(refused(name, pointer));
  });

  it.each([['has ended', 'valid_to = now()'], ['has not begun', "valid_from = now() + interval '1 day'"], ['the owner has not accepted', "accepted = array(select id from organisations where code in ('POL', 'LST'))"], ['nobody else has accepted', "accepted = array(select id from organisations where code = 'KOP')"]])('not on an agreement that %s', async (_, but) => {
    const mine = randomUUID();
    await county.see(agreed, [mine, stableId('organisation', 'KOP'), ['KOP', 'POL', 'LST']]);
    const one = await draft({ agreementId: mine });
    await county.see(`update agreements set ${but} where id = $1`, [mine]);

    await expect(establish(one)).rejects.toEqual(refused('group-needs-agreement', '/agreementId'));
    await expect(past('admin.kop', one.id)).rejects.toThrow(/agreement in force/);
  });

  it('not by a name that another has taken meanwhile', async () => {
    const one = await draft({ name: 'Skolgruppen' });
    await county.see("insert into groups (id, version, at, name, type, level, required_assurance_level, purpose, owner_authority_id, status) values ($1, 1, 0, 'SKOLGRUPPEN', 'YouthGroup', 'GENERAL', 2, '', $2, 'established')", [randomUUID(), board]);

    await expect(establish(one)).rejects.toEqual(refused('group-name-taken', '/name'));
  });
});

/** Past the handlers, as the service's own role. */
const past = (by: string, id: string, level = 3) => county.hub.db('directory').then((db) => {
  const { organisationAlias: organisation } = county.as(by);
  return db.as({ kind: 'person', identityProvider: organisation, homeId: by, organisation, assuranceLevel: level, client: 'test', session: 'test' }, (tx) => tx.query<{ state: string }>('select establish_group($1) as state', [id]));
});

describe('a group of individual level', () => {
  const individual = { level: 'INDIVIDUAL', requiredAssuranceLevel: 3, authorityId: stableId('authority', 'KOP-SAN') } as const;
  const proposed = async (): Promise<GroupDraft> => {
    const one = await draft(individual, 'fc-sa.kop', 3);
    expect(await establish(one, 'fc-sa.kop', 3)).toEqual({ id: one.id, state: 'proposed' });
    return (await drafts('admin.kop', 3)).find(({ id }) => id === one.id)!;
  };

  it('is established when a second administrator says so too, the first of whom works at the authority that owns it', async () => {
    const one = await proposed();

    expect(one).toMatchObject({ version: '2', proposedBy: { id: stableId('person', 'fc-sa.kop') }, may: ['group.change-draft', 'group.establish'] });
    expect((await county.told()).filter(({ subject }) => subject === one.id)).toEqual([]);
    expect(await establish(one, 'admin.kop', 3)).toEqual({ id: one.id, state: 'established' });
    expect(await log(one.id)).toEqual([['group.draft', null, 'draft'], ['group.propose', 'draft', 'proposed'], ['group.establish', 'proposed', 'established']]);
    await expect(county.hub.ask(GroupDetails, county.as('admin.kop', 2), { groupId: one.id })).rejects.toEqual(refused('not-found'));
  });

  it('that waits for a second administrator is told to the others of the organisation, by its id and level alone; and that it waits no more', async () => {
    const heard = async (id: string) => (await county.told()).filter(({ type, data }) => type === GroupProposalChanged.type && (data as { draftId: string }).draftId === id).map(({ aggregateversion, data }) => [aggregateversion, data]);
    const change = ({ id, version }: GroupDraft) => county.hub.ask(ChangeGroupDraft, county.as('admin.kop', 3), { draftId: id, ...input(individual) }, { ifMatch: version });
    const said = (one: GroupDraft, state: 'open' | 'closed', to: string) => ({ draftId: one.id, state, requiredAssuranceLevel: 3, until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), administrators: [stableId('person', to)] });
    const [changed, discarded, established, general] = [await proposed(), await proposed(), await proposed(), await draft()];

    await change(changed);
    await county.hub.ask(DiscardGroupDraft, county.as('fc-sa.kop', 3), { draftId: discarded.id }, { ifMatch: discarded.version });
    await establish(established, 'admin.kop', 3);
    await establish(general);

    expect(await heard(changed.id)).toEqual([[2, said(changed, 'open', 'admin.kop')], [3, said(changed, 'closed', 'fc-sa.kop')]]);
    expect(await heard(discarded.id)).toEqual([[2, said(discarded, 'open', 'admin.kop')], [3, said(discarded, 'closed', 'admin.kop')]]);
    expect(await heard(established.id)).toEqual([[2, said(established, 'open', 'admin.kop')], [3, said(established, 'closed', 'fc-sa.kop')]]);
    expect(await heard(general.id)).toEqual([]);
    await county.hub.ask(ChangeGroupDraft, county.as('admin.kop', 3), { draftId: changed.id, ...input(individual) }, { ifMatch: '3' });
    expect(await heard(changed.id)).toHaveLength(2);
  });

  it('is not established by the first alone, nor begun by another authority\'s, past the handlers either', async () => {
    const [one, other] = [await proposed(), await draft(individual, 'admin.kop', 3)];

    await expect(establish(one, 'fc-sa.kop', 3)).rejects.toEqual(refused('second-person-needed'));
    expect(await past('fc-sa.kop', one.id)).toEqual([{ state: 'proposed' }]);
    await expect(establish(other, 'admin.kop', 3)).rejects.toEqual(refused('not-allowed'));
    await expect(past('admin.kop', other.id)).rejects.toThrow(/first word/);
    expect(await county.see('select from groups where id = any($1)', [[one.id, other.id]])).toEqual([]);
  });

  it('waits for both anew when it is changed, when 30 days have passed, or when the first administers no more', async () => {
    const again = async (but: string): Promise<string | undefined> => {
      const one = await proposed();
      await county.see(but, [one.id]);
      const state = await establish(one, 'admin.kop', 3).then((done) => done.state as string, (error: Error) => error.name);
      await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
      return state;
    };
    const one = await proposed();
    await county.hub.ask(ChangeGroupDraft, county.as('admin.kop', 3), { draftId: one.id, ...input({ ...individual }) }, { ifMatch: one.version });

    expect((await drafts('admin.kop', 3)).find(({ id }) => id === one.id)).toMatchObject({ proposedBy: null, may: ['group.change-draft'] });
    expect(await again("update group_drafts set proposed_at = now() - interval '31 days' where id = $1")).toBe('not-allowed');
    expect(await again("update people set roles = '{}' where home_id = 'fc-sa.kop' and $1::uuid is not null")).toBe('not-allowed');
  });

  it('does not exist below its level', async () => {
    const one = await proposed();

    expect(await drafts('admin.kop', 2)).toEqual([]);
    await expect(establish(one, 'admin.kop', 2)).rejects.toEqual(refused('not-found'));
    await expect(past('admin.kop', one.id, 2)).rejects.toThrow(/only|is established by/);
  });
});

it('the log tells the owner\'s administrators, and the hub\'s that something was done and not what', async () => {
  const one = await draft({ name: 'Loggruppen' });
  await establish(one);

  const { items } = await county.hub.ask(AdministrationLog, county.as('admin.kop'), {});
  expect(items[0]).toMatchObject({ action: 'group.establish', before: 'draft', after: 'established', group: { name: 'Loggruppen' }, agreement: { name: 'Samverkan i länet' } });
  expect(JSON.stringify(await county.hub.ask(AdministrationLog, county.as('admin.pol'), {}))).not.toContain(one.id);
  const seen = await county.hub.ask(HubLog, county.as('admin.hub'), {});
  expect(seen.items.map(({ operation }) => operation)).toContain('group.establish');
  expect(JSON.stringify(seen)).not.toMatch(/Loggruppen/);
});
