import { describe, expect, it } from '@jest/globals';
import { operations } from '@knutpunkt/contracts';
import type { Actor, MemberRole } from '@knutpunkt/persistence';
import { decide, rules, type Action, type Resource } from './decide.js';

const group = 'group';
const actor = (changes: Partial<Actor> = {}, role?: MemberRole): Actor => ({
  personId: 'me', organisationId: 'home', authorityId: 'a', unitId: 'u', roles: [], boundByOsl: true, assuranceLevel: 2, couldStepUp: false,
  memberships: role ? [{ groupId: group, role, level: 'GENERAL' }] : [], functions: [], audiences: [], shellAudiences: [], ...changes,
});
const changing: Action[] = ['meeting.reschedule', 'meeting.describe', 'meeting.cancel', 'meeting.invite'];
const roles: MemberRole[] = ['chair', 'secretary', 'member', 'guest', 'calendar'];

describe('who may do what', () => {
  it('is said for every operation', () => {
    for (const { name, action } of operations) expect([name, action in rules]).toEqual([name, true]);
  });

  it.each(roles)('as %s of a group: calls and changes its meetings only when leading it', (role) => {
    const leads = role === 'chair' || role === 'secretary';

    for (const action of ['meeting.schedule', 'meeting.record', ...changing] as Action[]) expect([action, decide(actor({}, role), action, { groupId: group, organiserId: 'another' })]).toEqual([action, leads]);
  });

  it('calls chosen people only from an authority', () => {
    expect(decide(actor(), 'meeting.schedule', { groupId: null })).toBe(true);
    expect(decide(actor({ boundByOsl: false }), 'meeting.schedule', {})).toBe(false);
    expect(decide(actor({ boundByOsl: false }), 'participant.search')).toBe(false);
  });

  it('has nobody nominate who works at no authority: guests are invited, and confirmed at home', () => {
    const association = actor({ roles: ['administrator'], boundByOsl: false });
    const nominee: Resource = { ownerOrganisationId: 'elsewhere', groupLevel: 'GENERAL', personId: 'another', personOrganisationId: 'home' };

    expect(decide(association, 'nomination.make', nominee)).toBe(false);
    expect(decide({ ...association, boundByOsl: true }, 'nomination.make', nominee)).toBe(true);
    expect(decide(association, 'nomination.confirm', { ...nominee, awaits: 'home' })).toBe(true);
  });

  it('lets the organiser change the meeting, and nobody for leading another group', () => {
    for (const action of changing) {
      expect(decide(actor({}, 'member'), action, { groupId: group, organiserId: 'me' })).toBe(true);
      expect(decide(actor({}, 'chair'), action, { groupId: 'another group', organiserId: 'another' })).toBe(false);
    }
  });

  it('lets administrators add where their organisation owns, and end there and for their own people', () => {
    const administrator = actor({ roles: ['administrator'] });

    expect(decide(administrator, 'membership.add', { ownerOrganisationId: 'home', groupLevel: 'GENERAL' })).toBe(true);
    expect(decide(administrator, 'membership.add', { ownerOrganisationId: 'elsewhere', groupLevel: 'GENERAL', personOrganisationId: 'home' })).toBe(false);
    expect(decide(administrator, 'membership.end', { ownerOrganisationId: 'elsewhere', personOrganisationId: 'home' })).toBe(true);
    expect(decide(administrator, 'membership.end', { ownerOrganisationId: 'elsewhere', personOrganisationId: 'elsewhere' })).toBe(false);
    expect(decide(actor({ roles: ['hub-administrator'] }), 'membership.end', { ownerOrganisationId: 'home', personOrganisationId: 'home' })).toBe(false);
  });

  it.each<Action>(['membership.add', 'membership.end'])('lets nobody decide about oneself: %s', (action) => {
    const inOwnGroup: Resource = { ownerOrganisationId: 'home', ownerAuthorityId: 'a', groupLevel: 'GENERAL', personOrganisationId: 'home' };
    const administrator = actor({ roles: ['administrator'] });

    expect(decide(administrator, action, { ...inOwnGroup, personId: 'another' })).toBe(true);
    expect(decide(administrator, action, { ...inOwnGroup, personId: 'me' })).toBe(false);
  });

  it.each([['INDIVIDUAL'], [undefined]] as const)('lets only the owner authority\'s administrator add to a group whose level is %s', (groupLevel) => {
    const group: Resource = { ownerOrganisationId: 'home', ownerAuthorityId: 'a', groupLevel, personId: 'another' };

    expect(decide(actor({ roles: ['administrator'] }), 'membership.let-in', group)).toBe(true);
    expect(decide(actor({ roles: ['administrator'] }), 'membership.add', group)).toBe(false);
    expect(decide(actor({ roles: ['administrator'], authorityId: 'another authority' }), 'membership.let-in', group)).toBe(false);
    expect(decide(actor({ roles: ['administrator'], authorityId: 'another authority' }), 'membership.add', { ...group, groupLevel: 'GENERAL' })).toBe(true);
  });
});
