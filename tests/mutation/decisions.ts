import type { Action, Resource } from '@knutpunkt/access';
import type { Actor, MemberRole } from '@knutpunkt/persistence';

/** Somebody, and what a question is about, in the domain's words. */
export interface Situation {
  readonly role: MemberRole | null; readonly inGroup: boolean; readonly calledIt: boolean; readonly proposedIt: boolean; readonly hasIt: 'person' | 'function' | 'another' | 'another function' | 'nobody'; readonly bound: boolean;
  readonly administrator: boolean; readonly hub: boolean; readonly coordinator: boolean; readonly ownersOrg: boolean; readonly ownersAuthority: boolean; readonly named: boolean; readonly persons: boolean; readonly oneself: boolean; readonly level: 'GENERAL' | 'INDIVIDUAL' | undefined;
  readonly acting: 'sender' | 'receiver' | undefined; readonly on: readonly ('sender' | 'receiver')[]; readonly awaits: 'home' | 'owner' | null | undefined; readonly turnedFirst: boolean;
}

const owners = { person: { personId: 'me', functionId: null }, function: { personId: null, functionId: 'mine' }, another: { personId: 'another', functionId: 'mine' }, 'another function': { personId: null, functionId: 'another' }, nobody: undefined };

/** The situation as it is put to `decide`. */
export const asked = (s: Situation): [Actor, Resource] => [
  {
    personId: 'me', organisationId: 'home', authorityId: 'board', unitId: 'unit', roles: [...(s.administrator ? ['administrator'] : []), ...(s.coordinator ? ['coordinator'] : []), ...(s.hub ? ['hub-administrator'] : [])], boundByOsl: s.bound, assuranceLevel: 2, couldStepUp: false,
    memberships: [{ groupId: 'other', role: 'chair', level: 'GENERAL' }, ...(s.role ? [{ groupId: 'group', role: s.role, level: 'GENERAL' as const }] : [])], functions: ['mine'], audiences: [], shellAudiences: [],
  },
  {
    groupId: s.inGroup ? 'group' : null, organiserId: s.calledIt ? 'me' : 'another', proposerId: s.proposedIt ? 'me' : 'another', ...(owners[s.hasIt] ? { owner: owners[s.hasIt]! } : {}), ownerOrganisationId: s.ownersOrg ? 'home' : 'elsewhere',
    ownerAuthorityId: s.ownersAuthority ? 'board' : 'another', ...(s.level ? { groupLevel: s.level } : {}), personId: s.oneself ? 'me' : 'another', ...(s.named ? { personOrganisationId: s.persons ? 'home' : 'elsewhere' } : {}), ...(s.acting ? { actingFor: s.acting } : {}), mySides: [...s.on], ...(s.awaits === undefined ? {} : { awaits: s.awaits }), firstKeyById: s.turnedFirst ? 'me' : 'another',
  },
];

type Expected = (s: Situation) => boolean;
const always: Expected = () => true;
const leading: Expected = (s) => s.inGroup && (s.role === 'chair' || s.role === 'secretary');
const callers: Expected = (s) => (s.inGroup ? leading(s) : s.bound);
const steering: Expected = (s) => s.calledIt || leading(s);
const keeping: Expected = (s) => s.proposedIt || steering(s);
const having: Expected = (s) => s.hasIt === 'person' || s.hasIt === 'function';
const ofSide: Expected = (s) => (s.acting ? s.on.includes(s.acting) : false);
const lettingIn: Expected = (s) => s.administrator && s.ownersOrg && !s.oneself && (s.level === 'GENERAL' || s.ownersAuthority);
const home: Expected = (s) => s.named && s.persons;
const lettingGo: Expected = (s) => s.administrator && !s.oneself && (s.ownersOrg || home(s));
const opens: Expected = (s) => s.level === 'GENERAL' || s.ownersAuthority;
/** The two organisations of a nomination: the person's, and the group's. Where it is one, two people turn its keys. */
const firstKey: Expected = (s) => s.bound && s.administrator && !s.oneself && (s.ownersOrg ? opens(s) : !s.named || s.persons);
const nextKey: Expected = (s) => s.administrator && !s.oneself && !s.turnedFirst && (s.awaits === 'home' ? home(s) : s.awaits === 'owner' ? s.ownersOrg && opens(s) : false);
const keyTakenBack: Expected = (s) => s.administrator && !s.oneself && (s.awaits === 'home' ? s.ownersOrg && (!home(s) || s.turnedFirst) : s.awaits === 'owner' ? home(s) : false);

/** What the domain says of each action; everything that is not here is for anybody who sees the row. */
const said: Partial<Record<Action, Expected>> = {
  'group.draft': (s) => s.administrator, 'group.change-draft': (s) => s.administrator, 'group.establish': (s) => s.administrator, ...Object.fromEntries((['group.change', 'group.rest', 'group.resume', 'group.wind-up', 'group.archive'] as const).map((action): [Action, Expected] => [action, (s) => s.administrator && s.ownersOrg])), 'person.provision': () => false, 'function.provision': () => false, 'person.list': (s) => s.administrator, 'person.read': (s) => s.administrator, 'person.change': (s) => s.administrator && !s.oneself, 'person.give-roles': (s) => s.administrator, 'person.end': (s) => s.administrator, 'person.import': (s) => s.administrator, 'unit.list': (s) => s.administrator,
  'hub.read': (s) => s.hub, 'hub.log': (s) => s.hub, 'hub.add': (s) => s.hub, 'hub.activate': (s) => s.hub, 'hub.resume': (s) => s.hub, 'hub.pause': (s) => s.hub && !s.ownersOrg, 'hub.end': (s) => s.hub && !s.ownersOrg, 'hub.confirm-administrator': (s) => s.hub && !s.ownersOrg,
  'participant.search': (s) => s.bound, 'membership.let-in': lettingIn, 'membership.add': (s) => lettingIn(s) && s.level === 'GENERAL', 'membership.end': lettingGo, 'membership.substitute': (s) => s.administrator && home(s), 'membership.agree': (s) => s.administrator && s.ownersOrg, 'access.list': (s) => s.administrator, 'log.read': (s) => s.administrator, 'organisation.list': (s) => s.administrator, 'agreement.register': (s) => s.administrator, 'agreement.accept': (s) => s.administrator, 'agreement.end': (s) => s.administrator && s.ownersOrg, 'review.list': (s) => s.administrator, 'review.open': (s) => s.administrator, 'review.attest': (s) => s.administrator && !s.oneself, 'nomination.make': firstKey, 'nomination.confirm': nextKey, 'nomination.decline': nextKey, 'nomination.withdraw': keyTakenBack, 'meeting.schedule': callers, 'meeting.record': callers,
  'room.keep': (s) => s.administrator, 'structure.read': (s) => s.administrator, 'authority.add': (s) => s.administrator, 'structure.keep': (s) => s.administrator, 'structure.end': (s) => s.administrator, 'function.give': (s) => s.administrator && !s.oneself, 'function.take': (s) => s.administrator, 'meeting.find': (s) => s.bound, 'poll.open': callers, 'poll.lead': steering, 'poll.schedule': (s) => steering(s) && callers(s), 'series.extend': (s) => steering(s) && callers(s),
  'meeting.reschedule': steering, 'meeting.describe': steering, 'meeting.cancel': steering, 'meeting.invite': steering, 'meeting.unreached': steering, 'agenda.lead': steering, 'meeting.readings': leading, 'agenda.readings': leading, 'item.lead': steering,
  'item.edit': keeping, 'item.keep': keeping, 'item.withdraw': (s) => s.proposedIt, 'action.settle': (s) => having(s) || steering(s), 'action.answer': having, 'referral.draft': (s) => s.bound,
  'referral.send': ofSide, 'referral.recall': ofSide, 'referral.receive': ofSide, 'referral.ask': ofSide, 'referral.answer': ofSide, 'referral.accept': ofSide, 'referral.decline': ofSide, 'referral.pass-on': ofSide,
  'referral.start': ofSide, 'referral.feed-back': ofSide, 'referral.close': ofSide, 'referral.unanswered': (s) => s.coordinator,
};
export const expectedOf = (action: Action): Expected => said[action] ?? always;
