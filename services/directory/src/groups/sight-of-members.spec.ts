import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@knutpunkt/persistence';
import { mayWith, sightOfMembers } from './group-rows.js';

const group = { id: 'group', state: 'established' as const, level: 'GENERAL' as const, owner: { id: 'board', name: 'Kommunstyrelsen', organisation: { id: 'koping', code: 'KOP', name: 'Köpings kommun' } } };

const somebody = (change: Partial<Actor>): Actor => ({
  personId: 'me', organisationId: 'polisen', authorityId: 'polisen', unitId: 'vm', roles: [], boundByOsl: true, assuranceLevel: 3, couldStepUp: false,
  memberships: [], functions: [], audiences: [], shellAudiences: [], ...change,
});
const memberAs = (role: 'secretary' | 'member' | 'calendar'): Partial<Actor> => ({ memberships: [{ groupId: 'group', role, level: 'GENERAL' }] });

describe('the members of a group', () => {
  it.each([
    ['a member', memberAs('member'), 'all'],
    ['an administrator of the owner', { roles: ['administrator'], organisationId: 'koping' }, 'all'],
    ['another organisation\'s administrator', { roles: ['administrator'] }, 'own people'],
    ['somebody who sees the calendar only', memberAs('calendar'), 'none'],
  ])('are shown to %s: %s', (_, who, sight) => {
    expect(sightOfMembers(somebody(who as Partial<Actor>), group)).toBe(sight);
  });
});

describe('what can be done with a group', () => {
  it.each([
    ['a secretary calls it to meetings', memberAs('secretary'), ['meeting.schedule', 'meeting.record']],
    ['a member does not', memberAs('member'), []],
    ['the owner\'s administrator adds members, and asks others for theirs', { roles: ['administrator'], organisationId: 'koping' }, ['group.change', 'group.rest', 'group.wind-up', 'membership.let-in', 'membership.add', 'nomination.make']],
    ['another\'s administrator nominates', { roles: ['administrator'] }, ['nomination.make']],
    ['the hub\'s administrator does nothing', { roles: ['hub-administrator'], organisationId: 'koping' }, []],
  ])('%s', (_, who, may) => {
    expect(mayWith(somebody(who as Partial<Actor>), group)).toEqual(may);
  });

  it.each([['board', ['group.change', 'group.rest', 'group.wind-up', 'membership.let-in', 'nomination.make']], ['committee', ['group.change', 'group.rest', 'group.wind-up']]])('of individual level, an administrator of the authority %s may: %j', (authorityId, may) => {
    expect(mayWith(somebody({ roles: ['administrator'], organisationId: 'koping', authorityId }), { ...group, level: 'INDIVIDUAL' })).toEqual(may);
  });
});
