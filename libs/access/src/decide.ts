import type { Actor, MemberRole } from '@knutpunkt/persistence';

/** What a question is about: only what the rules need of it. */
export interface Resource {
  readonly groupId?: string | null;
  readonly organiserId?: string;
  readonly proposerId?: string | null;
  /** Who has an action to do: a person, or whoever holds a function. */
  readonly owner?: { readonly personId: string | null; readonly functionId: string | null };
  /** The organisation whose authority owns the group. */
  readonly ownerOrganisationId?: string;
  /** The authority that owns the group. */
  readonly ownerAuthorityId?: string;
  readonly groupLevel?: 'GENERAL' | 'INDIVIDUAL';
  /** Whose membership it is; absent while nobody is named yet. */
  readonly personId?: string;
  readonly personOrganisationId?: string;
  /** Whose key a nomination waits for; null once it is closed. */
  readonly awaits?: 'home' | 'owner' | null;
  /** Who turned the first key of a nomination. */
  readonly firstKeyById?: string | null;
  /** The side of a request that a step belongs to, and the sides that the actor is on. */
  readonly actingFor?: 'sender' | 'receiver';
  readonly mySides?: readonly ('sender' | 'receiver')[];
}

type Rule = (actor: Actor, resource: Resource) => boolean;

const anybody: Rule = () => true;
/** For an organisation's own machine, which the database lets in by itself. */
const nobody: Rule = () => false;
const roleIn = (actor: Actor, groupId: string | null | undefined): MemberRole | undefined => actor.memberships.find((m) => m.groupId === groupId)?.role;
const leadsGroup: Rule = (actor, { groupId }) => ['chair', 'secretary'].includes(roleIn(actor, groupId) ?? '');
const worksAtAuthority: Rule = (actor) => actor.boundByOsl;
const callsGroupOrChosenPeople: Rule = (actor, resource) => (resource.groupId ? leadsGroup(actor, resource) : worksAtAuthority(actor, resource));
const organisesOrLeadsGroup: Rule = (actor, resource) => actor.personId === resource.organiserId || leadsGroup(actor, resource);
/** Who makes a meeting of a poll leads the poll, and may call those who were asked; so of a series. */
const leadsAndCalls: Rule = (actor, resource) => organisesOrLeadsGroup(actor, resource) && callsGroupOrChosenPeople(actor, resource);
const proposed: Rule = (actor, { proposerId }) => actor.personId === proposerId;
const proposedOrLeads: Rule = (actor, resource) => proposed(actor, resource) || organisesOrLeadsGroup(actor, resource);
const owns: Rule = (actor, { owner }) => owner !== undefined && (owner.personId ? owner.personId === actor.personId : actor.functions.includes(owner.functionId ?? ''));
const ownsOrLeads: Rule = (actor, resource) => owns(actor, resource) || organisesOrLeadsGroup(actor, resource);
const actsForSide: Rule = (_, { actingFor, mySides }) => actingFor !== undefined && (mySides ?? []).includes(actingFor);
const coordinates: Rule = (actor) => actor.roles.includes('coordinator');
const administers: Rule = (actor) => actor.roles.includes('administrator');
const runsHub: Rule = (actor) => actor.roles.includes('hub-administrator');
const isHome: Rule = (actor, { personOrganisationId }) => actor.organisationId === personOrganisationId;
const isOwner: Rule = (actor, { ownerOrganisationId }) => actor.organisationId === ownerOrganisationId;
/** Nobody shuts out the own organisation, and so oneself. */
const runsHubElsewhere: Rule = (actor, resource) => runsHub(actor, {}) && !isOwner(actor, resource);
const administersOwner: Rule = (actor, resource) => administers(actor, {}) && isOwner(actor, resource);
const isAnothers: Rule = (actor, { personId }) => actor.personId !== personId;
/** The unit of secrecy is the authority (OSL 8 kap. 1 §): to an individual-level group nobody is added from outside the one that owns it. */
const mayLetIn: Rule = (actor, { groupLevel, ownerAuthorityId }) => groupLevel === 'GENERAL' || actor.authorityId === ownerAuthorityId;
const letsAnotherIn: Rule = (actor, resource) => administersOwner(actor, resource) && mayLetIn(actor, resource) && isAnothers(actor, resource);
/** Into an individual-level group nobody lets anybody in alone. */
const addsAnother: Rule = (actor, resource) => letsAnotherIn(actor, resource) && resource.groupLevel === 'GENERAL';
const administersPersonOrOwner: Rule = (actor, resource) =>
  administersOwner(actor, resource) || (administers(actor, {}) && isHome(actor, resource));
const administersHome: Rule = (actor, resource) => administers(actor, {}) && isHome(actor, resource);
const endsAnothers: Rule = (actor, resource) => administersPersonOrOwner(actor, resource) && isAnothers(actor, resource);
const administersAnothers: Rule = (actor, resource) => administers(actor, {}) && isAnothers(actor, resource);
/** The owner asks for others' people; elsewhere an administrator speaks for the own people only, or has named nobody yet. Who works at no authority nominates nobody: guests are invited. */
const nominatesOrAsks: Rule = (actor, resource) =>
  actor.boundByOsl && administersAnothers(actor, resource) && (isOwner(actor, resource) ? mayLetIn(actor, resource) : !resource.personOrganisationId || isHome(actor, resource));
const turnedFirstKey: Rule = (actor, { firstKeyById }) => actor.personId === firstKeyById;
/** Both keys may be the same organisation's: then two people turn them. */
const holdsNextKey: Rule = (actor, resource) =>
  administersAnothers(actor, resource) && !turnedFirstKey(actor, resource) && ((resource.awaits === 'home' && isHome(actor, resource)) || (resource.awaits === 'owner' && isOwner(actor, resource) && mayLetIn(actor, resource)));
const heldFirstKey: Rule = (actor, resource) =>
  administersAnothers(actor, resource) && ((resource.awaits === 'home' && isOwner(actor, resource) && (!isHome(actor, resource) || turnedFirstKey(actor, resource))) || (resource.awaits === 'owner' && isHome(actor, resource)));

/** Who may do what with a row that they see. Whether they see it is never asked here. */
export const rules = {
  'me.read': anybody,
  'group.list': anybody,
  'group.read': anybody,
  'group.draft': administers,
  'group.change-draft': administers,
  'group.establish': administers,
  'group.change': administersOwner,
  'group.rest': administersOwner,
  'group.resume': administersOwner,
  'group.wind-up': administersOwner,
  'group.archive': administersOwner,
  'participant.search': worksAtAuthority,
  'membership.let-in': letsAnotherIn,
  'membership.add': addsAnother,
  'membership.end': endsAnothers,
  'membership.substitute': administersHome,
  'membership.agree': administersOwner,
  'login.announce': anybody,
  'person.provision': nobody,
  'function.provision': nobody,
  'person.list': administers,
  'person.read': administers,
  'person.change': administersAnothers,
  'person.give-roles': administers,
  'person.end': administers,
  'person.import': administers,
  'unit.list': administers,
  'structure.read': administers,
  'authority.add': administers,
  'structure.keep': administers,
  'structure.end': administers,
  'function.give': administersAnothers,
  'function.take': administers,
  'access.list': administers,
  'log.read': administers,
  'organisation.list': administers,
  'hub.read': runsHub,
  'hub.log': runsHub,
  'hub.add': runsHub,
  'hub.activate': runsHub,
  'hub.resume': runsHub,
  'hub.pause': runsHubElsewhere,
  'hub.end': runsHubElsewhere,
  'hub.confirm-administrator': runsHubElsewhere,
  'agreement.list': anybody,
  'agreement.read': anybody,
  'agreement.register': administers,
  'agreement.accept': administers,
  'agreement.end': administersOwner,
  'nomination.list': anybody,
  'nomination.make': nominatesOrAsks,
  'nomination.confirm': holdsNextKey,
  'nomination.decline': holdsNextKey,
  'nomination.withdraw': heldFirstKey,
  'review.list': administers,
  'review.open': administers,
  'review.read': anybody,
  'review.attest': administersAnothers,
  'feed.keep': anybody,
  'meeting.list': anybody,
  'meeting.read': anybody,
  'meeting.history': anybody,
  'meeting.readings': leadsGroup,
  'meeting.reply': anybody,
  'meeting.draft': anybody,
  'meeting.schedule': callsGroupOrChosenPeople,
  'meeting.record': callsGroupOrChosenPeople,
  'meeting.reschedule': organisesOrLeadsGroup,
  'meeting.describe': organisesOrLeadsGroup,
  'meeting.cancel': organisesOrLeadsGroup,
  'meeting.invite': organisesOrLeadsGroup,
  'meeting.unreached': organisesOrLeadsGroup,
  'series.extend': leadsAndCalls,
  'room.list': anybody,
  'room.keep': administers,
  'meeting.find': worksAtAuthority,
  'meeting.find-asked': anybody,
  'availability.keep': anybody,
  'calendar.connect': anybody,
  'poll.list': anybody,
  'poll.read': anybody,
  'poll.vote': anybody,
  'poll.propose': anybody,
  'poll.open': callsGroupOrChosenPeople,
  'poll.lead': organisesOrLeadsGroup,
  'poll.schedule': leadsAndCalls,
  'agenda.read': anybody,
  'agenda.readings': leadsGroup,
  'agenda.lead': organisesOrLeadsGroup,
  'item.propose': anybody,
  'item.edit': proposedOrLeads,
  'item.lead': organisesOrLeadsGroup,
  'item.withdraw': proposed,
  'item.keep': proposedOrLeads,
  'action.list': anybody,
  'action.settle': ownsOrLeads,
  'action.answer': owns,
  'concern.routing': anybody,
  'referral.list': anybody,
  'referral.read': anybody,
  'referral.claim': anybody,
  'referral.note': anybody,
  'referral.draft': worksAtAuthority,
  'referral.send': actsForSide,
  'referral.recall': actsForSide,
  'referral.receive': actsForSide,
  'referral.ask': actsForSide,
  'referral.answer': actsForSide,
  'referral.accept': actsForSide,
  'referral.decline': actsForSide,
  'referral.pass-on': actsForSide,
  'referral.start': actsForSide,
  'referral.feed-back': actsForSide,
  'referral.close': actsForSide,
  'referral.unanswered': coordinates,
  'notification.list': anybody,
  'notification.mark': anybody,
  'stream.read': anybody,
} satisfies Record<string, Rule>;

export type Action = keyof typeof rules;

/** What a person can be offered before anything is chosen: where a menu or a button asks whether there is a place for it at all. */
export const offeredAnywhere: readonly Action[] = ['participant.search', 'meeting.schedule', 'meeting.record', 'referral.draft', 'referral.unanswered', 'hub.read'];

/** Whether the actor may do this to a resource that the actor sees. Pure. */
export const decide = (actor: Actor, action: Action, resource: Resource = {}): boolean => rules[action](actor, resource);
