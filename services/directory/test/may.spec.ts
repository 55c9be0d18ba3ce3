import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptAgreement, ActivateOrganisation, AddMember, AddSubstitute, AgreeOnSeat, Agreements, ArchiveGroup, AttestSeat, ChangeGroup, ChangePerson, ChangeRoles, ConfirmNomination, DeclineNomination, EndAgreement, EndEmployment, EndMembership, EndOrganisation, GroupDetails, HubOrganisations, MyGroups,
  NominateMember, OpenReview, PartnerAccess, PauseOrganisation, PendingNominations, People, Problem, PossibleMembers, PossibleNominees, PossibleSubstitutes, RestGroup, ResumeGroup, ResumeOrganisation, Reviews, ReviewSeats, Structure, WindUpGroup, WithdrawNomination, operations, type AnyOperation,
} from '@knutpunkt/contracts';
import { randomUUID } from 'node:crypto';
import { stableId } from '../src/import/stable-id.js';
import { askedOfStructure, partsOf } from './may-structure.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
const administrators = [['admin.kop', 3], ['admin.kop', 2], ['fc-sa.kop', 3], ['admin.pol', 3], ['admin.arb', 3], ['admin.hub', 3]] as const;
beforeAll(async () => {
  county = await Vastmanland.start();
  await county.see("update people set roles = '{administrator}' where home_id = 'fc-sa.kop'");
  await county.see("update memberships set seat = 'Enheten' where id in (select id from memberships order by id limit 40)");
  await county.see(agreed, [countyWide, stableId('organisation', 'KOP')]);
}, 90_000);
afterAll(() => county.stop(), 30_000);

const countyWide = randomUUID();
const agreed = `insert into agreements (id, version, name, purposes, areas, parties, accepted, registered_by, valid_from, valid_to)
  select $1, 1, 'Samverkan i länet', '{Trygghet}', '{Ungdomar}', array_agg(id), array_agg(id), $2, now() - interval '1 day', now() + interval '1 year' from organisations`;
const signed = { agreement: 'Anslutningsavtal', signedOn: '2026-01-15' };
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Something that says what can be done with it, read as it is now. */
interface Thing { readonly id: string; readonly version?: string; readonly may: readonly string[]; readonly [more: string]: unknown }
interface Asking { readonly by: string; readonly level: 2 | 3; readonly thing: Thing; readonly groupId: string }
type Input = Record<string, unknown>;

const ask = async ({ by, level, thing }: Asking, op: unknown, input: Input, ifMatch = thing.version): Promise<Record<string, unknown>> =>
  county.hub.ask(op as typeof People, county.as(by, level), input, (op as AnyOperation).ifMatch ? { ifMatch: ifMatch! } : {}) as Promise<Record<string, unknown>>;
const found = async (asking: Asking, op: unknown, input: Input): Promise<{ id: string } | undefined> => ((await ask(asking, op, input))['items'] as { id: string }[])[0];
const simply = (op: AnyOperation, input: (asking: Asking) => Input) => (asking: Asking): Promise<unknown> => ask(asking, op, input(asking));

/** What each word in `may` names, asked with an input that there is. Returns null where there is nobody left to choose. */
const asked: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  'membership.let-in': (a) => ask(a, PossibleMembers, { groupId: a.groupId }),
  'membership.add': async (a) => { const one = await found(a, PossibleMembers, { groupId: a.groupId }); return one ? ask(a, AddMember, { groupId: a.groupId, personId: one.id }) : null; },
  'nomination.make': async (a) => { const one = await found(a, PossibleNominees, { groupId: a.groupId }); return one ? ask(a, NominateMember, { groupId: a.groupId, personId: one.id, agreementId: countyWide }) : null; },
  'membership.substitute': async (a) => {
    const one = await found(a, PossibleSubstitutes, { groupId: a.groupId, membershipId: a.thing.id });
    return one ? ask(a, AddSubstitute, { groupId: a.groupId, membershipId: a.thing.id, personId: one.id, from: inDays(0), to: inDays(1) }).catch((error: Error) => { if (error.name !== 'already-member') throw error; }) : null;
  },
  'membership.agree': simply(AgreeOnSeat, ({ thing }) => ({ groupId: (thing['group'] as { id: string }).id, membershipId: thing.id, agreementId: countyWide })),
  'nomination.confirm': simply(ConfirmNomination, ({ thing }) => ({ nominationId: thing.id })), 'nomination.withdraw': simply(WithdrawNomination, ({ thing }) => ({ nominationId: thing.id })),
  'nomination.decline': simply(DeclineNomination, ({ thing }) => ({ nominationId: thing.id, reason: 'Inte nu.' })),
  'person.change': simply(ChangePerson, ({ thing }) => ({ staffId: thing.id, name: thing['name'], title: 'Handläggare', email: thing['email'], unitId: (thing['unit'] as { id: string }).id })), 'person.give-roles': simply(ChangeRoles, ({ thing }) => ({ staffId: thing.id, roles: thing['roles'] })),
  'review.open': simply(OpenReview, () => ({ lastDay: inDays(30).slice(0, 10) })), 'review.attest': simply(AttestSeat, ({ thing }) => ({ reviewId: thing['reviewId'], seatId: thing.id, decision: 'keep' })),
  'agreement.accept': simply(AcceptAgreement, ({ thing }) => ({ agreementId: thing.id })),
  'membership.end': simply(EndMembership, (a) => ({ groupId: a.groupId, membershipId: a.thing.id })), 'person.end': simply(EndEmployment, ({ thing }) => ({ staffId: thing.id })), 'agreement.end': simply(EndAgreement, ({ thing }) => ({ agreementId: thing.id })),
  'hub.activate': simply(ActivateOrganisation, ({ thing }) => ({ organisationId: thing.id, ...signed })), 'hub.pause': simply(PauseOrganisation, ({ thing }) => ({ organisationId: thing.id, reason: 'Flyttar.' })),
  'group.change': simply(ChangeGroup, ({ thing }) => ({ groupId: thing.id, name: thing['name'], purpose: thing['purpose'] })), 'group.rest': simply(RestGroup, ({ thing }) => ({ groupId: thing.id })), 'group.resume': simply(ResumeGroup, ({ thing }) => ({ groupId: thing.id })),
  'group.wind-up': simply(WindUpGroup, ({ thing }) => ({ groupId: thing.id, until: inDays(9) })), 'group.archive': simply(ArchiveGroup, ({ thing }) => ({ groupId: thing.id })),
  ...Object.fromEntries(Object.entries(askedOfStructure).map(([act, how]) => [act, async (a: Asking) => { const one = how(a.thing, act === 'function.give' ? await items(a.by, a.level, People, { limit: 100 }) : []); return one && ask(a, one.op, one.input); }])),
  'hub.resume': simply(ResumeOrganisation, ({ thing }) => ({ organisationId: thing.id, ...signed })), 'hub.end': simply(EndOrganisation, ({ thing }) => ({ organisationId: thing.id, reason: 'Flyttar.' })),
};
/** Asked in their own service. */
const elsewhere = ['meeting.schedule', 'meeting.record'];

/** What stands for an answer to a question that is refused, or of which nothing exists, for whom asks; any other error travels. */
const whereRefused = <T>(instead: T) => (error: unknown): T => {
  if (error instanceof Problem && (error.body.status === 403 || error.body.status === 404)) return instead;
  throw error;
};
const items = async (by: string, level: 2 | 3, op: unknown, input: Input = {}): Promise<Thing[]> => ((await ask({ by, level, thing: { id: '', may: [] }, groupId: '' }, op, input).catch(whereRefused({ items: [] })))['items'] ?? []) as Thing[];
/** An agreement's end ends seats soon after, so that a group may be gone when it is read. */
const groupsOf = async (by: string, level: 2 | 3): Promise<Thing[]> =>
  (await Promise.all((await items(by, level, MyGroups)).map(({ id }) => county.hub.ask(GroupDetails, county.as(by, level), { groupId: id }).catch(whereRefused(null))))).filter((group) => group !== null) as unknown as Thing[];
const seatsOf = async (by: string, level: 2 | 3): Promise<Thing[]> => (await Promise.all((await items(by, level, Reviews)).map(async ({ id }) => (await items(by, level, ReviewSeats, { reviewId: id })).map((seat) => ({ ...seat, reviewId: id }))))).flat();
/** Every thing that somebody sees and that says what can be done with it. */
async function things(by: string, level: 2 | 3): Promise<{ thing: Thing; groupId: string }[]> {
  const groups = await groupsOf(by, level);
  const reviews = (await ask({ by, level, thing: { id: '', may: [] }, groupId: '' }, Reviews, {}).catch(whereRefused({ may: [] }))) as unknown as Thing;
  const others = [...(await items(by, level, People)), ...(await items(by, level, PendingNominations)), ...(await items(by, level, Agreements)), ...(await items(by, level, PartnerAccess)), ...(await seatsOf(by, level)), ...(await items(by, level, HubOrganisations)), { ...reviews, id: 'reviews' }, ...partsOf(await ask({ by, level, thing: { id: '', may: [] }, groupId: '' }, Structure, {}).catch(whereRefused(null)))];
  return [...groups.flatMap((group) => [{ thing: group, groupId: group.id }, ...((group['members'] ?? []) as Thing[]).map((thing) => ({ thing, groupId: group.id }))]), ...others.map((thing) => ({ thing, groupId: '' }))];
}

/** Does the act with every thing for which it is said to be possible, each read anew before it. */
async function everyOne(by: string, level: 2 | 3, act: string): Promise<string[]> {
  const failed: string[] = [];
  const done = new Set<string>();
  for (;;) {
    const next = (await things(by, level)).find(({ thing, groupId }) => thing.may.includes(act) && !done.has(groupId + thing.id));
    if (!next || done.size >= 3) return failed;
    done.add(next.groupId + next.thing.id);
    await asked[act]!({ by, level, ...next })
      // A seat's end ends its substitutes' soon after, in the midst of the others' ends.
      .catch((error: Error) => error.name === 'stale' || failed.push(`${by} ${act} ${next.thing.id}: ${error.name}`));
  }
}

describe('what a view says that somebody may', () => {
  it('is what succeeds, whoever asks and whatever it is about', async () => {
    const failed: string[] = [];
    for (const act of Object.keys(asked)) for (const [by, level] of administrators) failed.push(...(await everyOne(by, level, act)));

    expect(failed).toEqual([]);
  }, 240_000);

  it('is named here, each with what it asks for', async () => {
    const words = new Set((await Promise.all(administrators.map(([by, level]) => things(by, level)))).flat().flatMap(({ thing }) => thing.may));

    expect([...words].filter((word) => !asked[word] && !elsewhere.includes(word))).toEqual([]);
    expect(Object.keys(asked).filter((word) => !operations.some(({ action }) => action === word))).toEqual([]);
  });

  it('leaves out the last administrator\'s own end, and a nomination of somebody who has left, or on an agreement that has ended', async () => {
    const fresh = await Vastmanland.start();
    const [agreement, youth, officer] = [randomUUID(), stableId('group', 'UNGGRUPPEN-KOP'), stableId('person', 'kpol.nv')];
    await fresh.see(agreed, [agreement, stableId('organisation', 'KOP')]);
    await fresh.hub.ask(NominateMember, fresh.as('admin.pol'), { groupId: youth, personId: officer, agreementId: agreement });
    const mayNow = async () => (await fresh.hub.ask(PendingNominations, fresh.as('admin.kop'), {})).items[0]!.may;
    const last = (await fresh.hub.ask(People, fresh.as('admin.kop'), { search: '' })).items.filter(({ roles }) => roles.includes('administrator'));
    const asNow = await mayNow();
    await fresh.see("update agreements set valid_to = now()");
    const withoutAgreement = await mayNow();
    await fresh.see("update agreements set valid_to = now() + interval '1 day'");
    await fresh.see("update people set status = 'ended' where id = $1", [officer]);
    const withoutPerson = await mayNow();
    await fresh.stop();

    expect(last.map(({ may }) => may)).toEqual([expect.not.arrayContaining(['person.end'])]);
    expect([asNow, withoutAgreement, withoutPerson]).toEqual([['nomination.confirm', 'nomination.decline'], ['nomination.decline'], ['nomination.decline']]);
  }, 60_000);
});
