import { authorities, everybody, functions, groupNames, groups, people, type Authority, type Duty, type GroupName, type Who } from './county.js';

/** What there is, as the domain has it. Everything is named by a label (möte1, punkt1 …); ids are the hub's. */
export type Role = 'secretary' | 'member' | 'calendar';
export type Answer = 'yes' | 'maybe' | 'no' | null;
export interface Meeting { readonly label: string; readonly group: GroupName | null; readonly organiser: Who; readonly direct: Set<Who | Duty>; readonly participants: Map<Who | Duty, Answer>; /** Everybody who has ever been invited. */ readonly invited: Set<Who | Duty>; cancelled: boolean }
export interface Item { readonly label: string; readonly meeting: Meeting; readonly proposer: Who; reach: 'all' | 'marked' | 'hidden'; readers: Authority[]; state: 'proposed' | 'taken-up' | 'declined' | 'withdrawn' }
export interface Action { readonly label: string; readonly item: Item; readonly giver: Who; readonly owner: Who | Duty; done: boolean }
export interface Request { readonly label: string; readonly sender: Who; to: Duty; state: 'delivered' | 'received' | 'recalled'; passedOn: boolean; readonly has: { sender: Who | null; receiver: Who | null } }
export interface World { readonly seats: Map<GroupName, Map<Who, Role>>; readonly meetings: Meeting[]; readonly items: Item[]; readonly actions: Action[]; readonly requests: Request[] }

export const begin = (): World => ({ seats: new Map(groupNames.map((g) => [g, new Map(Object.entries(groups[g].seats) as [Who, Role][])])), meetings: [], items: [], actions: [], requests: [] });

const isPerson = (who: Who | Duty): who is Who => who in people;
export const authorityOf = (who: Who | Duty): Authority => (isPerson(who) ? people[who].of : functions[who].of);
export const orgOf = (who: Who | Duty): string => authorities[authorityOf(who)].org;
export const bound = (who: Who): boolean => authorities[people[who].of].osl;
/** Whether it is the person, or a function that the person holds. */
export const is = (who: Who, named: Who | Duty): boolean => (isPerson(named) ? named === who : (functions[named].holders as readonly Who[]).includes(who));

/** A group above the session's assurance level does not exist. */
const reachable = (who: Who, group: GroupName): boolean => groups[group].level === 'GENERAL' || people[who].level >= 3;
export const roleIn = (w: World, who: Who, group: GroupName): Role | undefined => (reachable(who, group) ? w.seats.get(group)!.get(who) : undefined);
const belongs = (w: World, who: Who, group: GroupName): boolean => !['calendar', undefined].includes(roleIn(w, who, group));
export const members = (w: World, group: GroupName): Who[] => everybody.filter((who) => !['calendar', undefined].includes(w.seats.get(group)!.get(who)));
export const administers = (who: Who, group: GroupName): boolean => people[who].admin && orgOf(who) === authorities[groups[group].owner].org && reachable(who, group);
const ownSitIn = (w: World, who: Who, group: GroupName): boolean => people[who].admin && reachable(who, group) && [...w.seats.get(group)!.keys()].some((member) => orgOf(member) === orgOf(who));
export const seesGroup = (w: World, who: Who, group: GroupName): boolean => roleIn(w, who, group) !== undefined || administers(who, group) || ownSitIn(w, who, group);
/** Whose memberships of a group somebody sees: null for who sees its calendar only. */
export function seatsSeen(w: World, who: Who, group: GroupName): Who[] | null {
  const all = [...w.seats.get(group)!.keys()];
  if (belongs(w, who, group) || administers(who, group)) return all;
  return people[who].admin ? all.filter((member) => orgOf(member) === orgOf(who)) : null;
}

/** The group's members, the one who calls where there is no group, and those invited besides read all of a meeting; a calendar member sees when and where. */
export const reads = (w: World, who: Who, m: Meeting): boolean => (m.group ? belongs(w, who, m.group) : m.organiser === who) || [...m.direct].some((named) => is(who, named));
export const sees = (w: World, who: Who, m: Meeting): boolean => reads(w, who, m) || (m.group !== null && roleIn(w, who, m.group) === 'calendar');
export const leads = (w: World, who: Who, m: Meeting): boolean => m.organiser === who || (m.group !== null && roleIn(w, who, m.group) === 'secretary');
export const atTheTable = (m: Meeting): Authority[] => [...new Set([...m.participants.keys()].map(authorityOf))];
/** Those who lead the meeting, whatever session they have. */
export const leaders = (w: World, m: Meeting): Who[] => everybody.filter((who) => m.organiser === who || (m.group !== null && w.seats.get(m.group)!.get(who) === 'secretary'));

export const readsItem = (w: World, who: Who, i: Item): boolean => reads(w, who, i.meeting) && (i.reach === 'all' || i.readers.includes(authorityOf(who)));
export const onAgenda = (i: Item): boolean => i.state === 'taken-up';
/** Of a marked item the others know that it is on the agenda, and who leads that it was proposed; a hidden one is not there for them. */
export const knowsItem = (w: World, who: Who, i: Item): boolean => readsItem(w, who, i) || (i.reach === 'marked' && reads(w, who, i.meeting) && (onAgenda(i) || leads(w, who, i.meeting)));

export const owns = (who: Who, a: Action): boolean => is(who, a.owner);
export const seesAction = (w: World, who: Who, a: Action): boolean => owns(who, a) || readsItem(w, who, a.item);

/** A request is its sender's unit's and its function's holders', and no longer theirs who passed it on. */
export const sideOf = (who: Who, r: Request): 'sender' | 'receiver' | null => (authorityOf(r.sender) === authorityOf(who) ? 'sender' : is(who, r.to) ? 'receiver' : null);
