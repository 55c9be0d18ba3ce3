import { randomUUID } from 'node:crypto';
import { rules, type Action } from '@knutpunkt/access';
import { NotAllowed, operations, type Operation } from '@knutpunkt/contracts';
import type { Who } from '../leaks/histories/county.js';
import { inputOf, type IdName } from '../leaks/matrix.js';
import { versionFor } from '../fuzz/versions.js';
import type { Ids, Place } from './asked-scene.js';

const table = rules as Record<Action, unknown>;
/** What everybody may who sees it, and what nobody may: there is nothing in these to forget. */
const nothingToAsk = [table['me.read'], table['person.provision']];

/** Operations that not everybody may ask who sees what they are about. */
export const ruled: readonly Operation[] = operations.filter(({ action }) => !nothingToAsk.includes(table[action as Action]));

/** Actions of which nobody who sees the thing can be refused, and why. */
export const neverRefused: Readonly<Partial<Record<Action, string>>> = {
  'agreement.accept': 'only administrators see agreements, and every administrator of a party may accept for it',
  ...Object.fromEntries((['person.read', 'person.give-roles', 'person.end'] as const).map((action) => [action, 'only administrators see the own organisation\'s people as such, and each of them may'])),
  ...Object.fromEntries((['group.change-draft', 'group.establish'] as const).map((action) => [action, 'only administrators of who is to own a group see it before it is established, and each of them may'])),
  ...Object.fromEntries((['structure.keep', 'structure.end', 'function.take'] as const).map((action) => [action, 'only administrators see the own organisation\'s authorities, units and functions as such, and each of them may'])),
  ...Object.fromEntries((['hub.activate', 'hub.resume'] as const).map((action) => [action, 'only the hub\'s administrators see organisations as the hub does, and each of them may'])),
};

const receiving: readonly Action[] = ['referral.receive', 'referral.ask', 'referral.accept', 'referral.decline', 'referral.pass-on', 'referral.start', 'referral.feed-back'];
const others: Partial<Record<Action, Who>> = {
  'participant.search': 'hugo', 'group.draft': 'cilla', 'group.change': 'cilla', 'group.rest': 'cilla', 'group.resume': 'cilla', 'group.wind-up': 'cilla', 'group.archive': 'cilla', 'room.keep': 'cilla', 'meeting.find': 'hugo', 'referral.draft': 'hugo', 'referral.unanswered': 'anna', 'membership.let-in': 'cilla', 'membership.add': 'cilla', 'membership.end': 'cilla', 'membership.agree': 'cilla', 'nomination.make': 'cilla', 'access.list': 'cilla', 'log.read': 'cilla', 'organisation.list': 'cilla', 'agreement.register': 'cilla',
  'agreement.end': 'fia', 'nomination.confirm': 'fia', 'nomination.decline': 'fia', 'nomination.withdraw': 'bo', 'person.change': 'bo', 'function.give': 'bo', 'authority.add': 'cilla', 'structure.read': 'cilla', 'review.attest': 'bo', 'hub.pause': 'fia', 'hub.end': 'fia', 'hub.confirm-administrator': 'fia', ...Object.fromEntries(receiving.map((action) => [action, 'anna'])),
};
/** Somebody who sees what an action is about and may not do it: most are about anna's meeting, cilla's item, or a request that erik has got; nobody changes or attests himself, or shuts out the own organisation. */
export const whoMayNot = ({ action }: Operation): Who => others[action as Action] ?? 'erik';

const idNames = (op: Operation): string[] => [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
/** Chosen people are called by everybody who is bound; a group by its secretary alone. */
const inGroup = ['ScheduleMeeting', 'RecordHeldMeeting', 'ScheduleSeries', 'OpenPoll'];

function inputFor(op: Operation, ids: Ids): Record<string, unknown> {
  const named = [...idNames(op), ...(inGroup.includes(op.name) ? ['groupId'] : [])];
  const input = inputOf(op, Object.fromEntries(named.map((name) => [name, ids[name]])) as Partial<Record<IdName, string>>);
  return { ...input, ...Object.fromEntries(['personId', 'functionId', 'itemId'].filter((name) => name in input).map((name) => [name, ids[name]])) };
}

/** How somebody is answered who may not: `not-allowed`, or whatever else it is. */
export async function answered({ leaks, county }: Place, op: Operation, ids: Ids): Promise<string> {
  const who = county.bearer(whoMayNot(op));
  const token = await leaks.hub.issuer.token(who, { azp: 'knutpunkt-cli' });
  const ifMatch = op.ifMatch ? (await versionFor(leaks.url, op, { known: ids, token })) ?? '1' : undefined;
  const answer = await leaks.hub.answer(op, who, inputFor(op, ids), { token, idempotencyKey: randomUUID(), ...(ifMatch ? { ifMatch } : {}) });
  return 'problem' in answer ? (answer.problem.type === NotAllowed.type ? 'not-allowed' : `${answer.problem.status} ${answer.problem.type.split(':').at(-1)}`) : String(answer.status);
}

/** Does some work while a rule allows everything to everybody. */
export async function allowed<T>(action: Action, work: () => Promise<T>): Promise<T> {
  const before = table[action];
  table[action] = () => true;
  try {
    return await work();
  } finally {
    table[action] = before;
  }
}
