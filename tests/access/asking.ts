import { randomUUID } from 'node:crypto';
import { decide, type Action, type Resource } from '@knutpunkt/access';
import { AnnounceLogin, GuestInvitation, LiveEvents, NoAccess, NotAllowed, Problem, SecondPersonNeeded, operations, type Operation, type ServiceName } from '@knutpunkt/contracts';
import type { Actor, ActorTx, Caller, Db } from '@knutpunkt/persistence';
import { hashOfSecret } from '@knutpunkt/service-kit';
import { versionFor } from '../fuzz/versions.js';
import { bearer, type LeakHub } from '../leaks/leak-hub.js';
import { httpOf, inputOf, type IdName } from '../leaks/matrix.js';
import { levelOf, usernameOf, type Who } from './people.js';
import type { Answer, Row } from './rows.js';
import type { Ids, Scene } from './scene.js';
import { linkOf, tableOf } from './links.js';
import { kindOf, kinds, type Kind } from './things.js';
import { written } from './writing.js';
import type { Write } from './writes.js';

/** The operation that an action is tried by, where it is not the first that asks for it. */
const by: Partial<Record<Action, string>> = {
  'group.list': 'MyGroups', 'meeting.list': 'UpcomingMeetings', 'meeting.reply': 'ReplyToMeeting', 'meeting.draft': 'MeetingDraftDetails', 'room.list': 'RoomTimes', 'room.keep': 'AddRoom', 'poll.vote': 'VoteInPoll', 'item.keep': 'GiveAction', 'referral.list': 'WaitingReferrals', 'referral.send': 'SendReferral', 'action.list': 'ActionDetails',
  'nomination.make': 'PossibleNominees', 'membership.substitute': 'PossibleSubstitutes', 'person.provision': 'ProvisionedPerson', 'function.provision': 'ProvisionedFunction', 'referral.draft': 'ReplyDueDate', 'group.draft': 'GroupDrafts', 'group.change-draft': 'ChangeGroupDraft',
};
const byOther: Readonly<Record<string, Partial<Record<Action, string>>>> = { item: { 'agenda.read': 'AgendaDetails' }, agenda: { 'agenda.lead': 'UseTemplate' }, series: { 'meeting.read': 'SeriesDetails', 'meeting.reschedule': 'ChangeSeries', 'meeting.cancel': 'CancelSeries' }, 'link guest': { 'meeting.invite': 'RenewGuestLink' }, 'poll guest': { 'poll.lead': 'RenewPollGuestLink' } };
const sending: readonly Who[] = ['organiser', 'unit colleague'];
const senders: readonly Action[] = ['referral.send', 'referral.recall', 'referral.answer', 'referral.close'];

export function operationFor({ who, action, thing, counted }: Row): Operation {
  const name = counted ? 'UnreadCount' : action === 'referral.list' && sending.includes(who) ? 'ReferralOutbox' : (byOther[kindOf(thing)]?.[action] ?? by[action]);
  return operations.find((op) => (name ? op.name === name : op.action === action))!;
}

/** Puts a question of the matrix in each of the three ways. */
export class Asking {
  private readonly dbs = new Map<ServiceName, Promise<Db>>();

  constructor(private readonly leaks: LeakHub, private readonly scene: Scene) {}

  idsOf({ thing, action }: Row): Ids {
    const ids = this.scene.ids[thing];
    if (!ids) throw new Error(`nothing is called ${thing}`);
    return kindOf(thing) === 'request' ? { ...ids, side: senders.includes(action) ? 'sender' : 'receiver' } : ids;
  }

  /** What PostgreSQL shows to the service's own role, and what `decide` says to whom PostgreSQL takes the asker for. */
  async byRules(row: Row): Promise<{ sql: 'seen' | 'hidden' | 'shut out'; decided: boolean | null }> {
    const ids = this.idsOf(row);
    const kind: Kind = kinds[kindOf(row.thing)];
    const params = kind.id ? [ids[kind.id]] : [];
    const seen = async (tx: Pick<ActorTx, 'query'>) => ((await tx.query(kind.seen, params)).length > 0 ? 'seen' as const : 'hidden' as const);
    const alias = machines[row.who];
    if (alias) return (await this.db('directory')).provisioning(machineOf(alias), async (tx) => ({ sql: (await tx.query('select from people where id = $1', [ids.personId])).length ? 'seen' as const : 'hidden' as const, decided: null }));
    const link = linkOf(row, this.scene.links);
    if (link) return { sql: (await this.leaks.hub.asAdmin('meetings', `select from ${tableOf(row)} where secret_hash = $1`, [hashOfSecret(link.secret)])).length ? 'seen' : 'hidden', decided: null };
    if (usernameOf(row.who) === null) return { sql: 'shut out', decided: null };
    const [facts = {}] = kind.facts ? await this.leaks.hub.asAdmin<Record<string, string | null>>(kind.service, kind.facts, params) : [];
    return (await this.db(kind.service)).as(callerOf(row.who), async (tx) => ({ sql: await seen(tx), decided: decide(tx.actor as Actor, row.action, (await kind.resource?.(facts, tx, ids)) as Resource) }))
      .catch((error: unknown) => { if (error instanceof Problem && error.body.type === NoAccess.type) return { sql: 'shut out' as const, decided: null }; throw error; });
  }

  /** What the hub answers over HTTP. */
  async byHub(row: Row): Promise<{ answer: Answer; told: string }> {
    const ids = this.idsOf(row);
    const op = operationFor(row);
    if (op === (LiveEvents as unknown as Operation)) return this.listening(row, ids);
    if (op === (AnnounceLogin as unknown as Operation)) return this.announcing(row);
    if (op.askedBy === 'client') return this.provisioning(row, ids);
    const link = linkOf(row, this.scene.links);
    if (link) return this.byLink(link);
    const token = await this.token(row.who);
    const ifMatch = op.ifMatch ? (token && await versionFor(this.leaks.url, op, { known: ids, token })) || '1' : undefined;
    const { status, body } = await this.leaks.http(httpOf(op, this.inputFor(op, ids, row)), { token, ...(ifMatch ? { ifMatch } : {}) });
    return { answer: answerOf(row, op, { status, body, ids }), told: `${op.name}: ${status} ${body.slice(0, 300)}` };
  }

  /** Whether PostgreSQL lets somebody make a change, past every handler. */
  async writes(write: Write, who: Who): Promise<boolean> {
    return written(await this.db(write.service), callerOf(who), { write, scene: this.scene });
  }

  private inputFor(op: Operation, ids: Ids, { action }: Row): Record<string, unknown> {
    const names = [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const given = [...names, ...(['meeting.schedule', 'meeting.record', 'poll.open'].includes(action) ? ['groupId'] : [])];
    const input = inputOf(op, Object.fromEntries(given.map((name) => [name, ids[name]])) as Partial<Record<IdName, string>>);
    const wanted = this.scene.extra;
    return { ...input, ...Object.fromEntries(['personId', 'functionId', 'authorityId'].filter((name) => name in input).map((name) => [name, wanted[name]])) };
  }

  private async listening({ who }: Row, { meetingId }: Ids): Promise<{ answer: Answer; told: string }> {
    const username = usernameOf(who);
    if (!username) return { answer: 'shut out', told: 'nobody has a stream' };
    const answer = await this.leaks.hub.answer(LiveEvents, bearer(username, levelOf(who)), { after: '' });
    if ('problem' in answer) return { answer: answer.problem.type === NoAccess.type ? 'shut out' : 'refused', told: answer.problem.type };
    return { answer: answer.body.events.some(({ id }) => id === meetingId) ? 'yes' : 'hidden', told: JSON.stringify(answer.body).slice(0, 300) };
  }

  /** Whoever holds a link is known by its secret alone. */
  private async byLink({ op, secret }: NonNullable<ReturnType<typeof linkOf>>): Promise<{ answer: Answer; told: string }> {
    const answer = await this.leaks.hub.answer(op as typeof GuestInvitation, bearer('nobody.fa'), {}, { token: secret });
    return { answer: 'problem' in answer ? (answer.problem.status === 404 ? 'hidden' : 'refused') : 'yes', told: JSON.stringify(answer).slice(0, 300) };
  }

  /** The gateway alone announces, and is told how somebody stands. */
  private async announcing({ who }: Row): Promise<{ answer: Answer; told: string }> {
    const { standing } = await this.leaks.hub.ask(AnnounceLogin, bearer(usernameOf(who)!), { asks: 'standing' }, { idempotencyKey: randomUUID() });
    return { answer: standing === 'active' ? 'yes' : 'shut out', told: standing };
  }

  private async provisioning({ who, action }: Row, { personId, functionId }: Ids): Promise<{ answer: Answer; told: string }> {
    const alias = machines[who];
    const token = alias ? await this.leaks.hub.issuer.machineToken({ organisationAlias: alias, organisationId: 'of-the-identity-provider' }) : await this.token(who);
    const path = `/scim/v2/${alias ?? 'pa'}/${action === 'person.provision' ? `Users/${personId!}` : `Groups/${functionId!}`}`;
    const { status, body } = await this.leaks.http({ method: 'GET', path, body: undefined }, { token });
    return { answer: status === 200 ? 'yes' : status === 401 ? 'refused' : 'hidden', told: `${status} ${body.slice(0, 300)}` };
  }

  private async token(who: Who): Promise<string | null> {
    const username = usernameOf(who);
    if (this.scene.links[who]) return this.scene.links[who].meeting;
    return username ? this.leaks.token(username, levelOf(who)) : null;
  }

  private db(service: ServiceName): Promise<Db> {
    const opened = this.dbs.get(service) ?? this.leaks.hub.db(service);
    this.dbs.set(service, opened);
    return opened;
  }
}

const machines: Partial<Record<Who, string>> = { machine: 'pa', 'another machine': 'ka' };
const machineOf = (alias: string): Caller => ({ kind: 'client', identityProvider: '', homeId: `provisioning-${alias}`, organisation: alias, assuranceLevel: 0, client: `provisioning-${alias}`, session: '' });
const callerOf = (who: Who): Caller => {
  const { homeId, organisationAlias } = bearer(usernameOf(who)!);
  return { kind: 'person', identityProvider: organisationAlias, homeId, organisation: organisationAlias, assuranceLevel: levelOf(who), client: 'knutpunkt-cli', session: randomUUID() };
};

interface Told { readonly status: number; readonly body: string; readonly ids: Ids }
const isList = (op: Operation): boolean => op.method === 'GET' && !op.path.includes('{') && 'items' in ((op.output as unknown as { shape?: object }).shape ?? {});

/** What is refused for its state, its version or its words alone was not refused for who asked. */
function answerOf({ thing, counted }: Row, op: Operation, { status, body, ids }: Told): Answer {
  const kind = kinds[kindOf(thing)];
  if (status === 401) return 'shut out';
  if (status === 403) return body.includes(NoAccess.type) ? 'shut out' : [NotAllowed.type, SecondPersonNeeded.type].some((type) => body.includes(type)) ? 'refused' : 'yes';
  if (status === 404) return 'hidden';
  if (status >= 500) throw new Error(`${op.name}: ${status} ${body}`);
  if (counted) return (JSON.parse(body) as { unread: number }).unread > 0 ? 'yes' : 'hidden';
  if (status === 200 && isList(op) && kind.id) return body.includes(ids[kind.id]!) ? 'yes' : 'hidden';
  return status === 200 && op.method === 'GET' ? within(kindOf(thing), JSON.parse(body) as object, ids) : 'yes';
}

interface Content { readonly content?: unknown; readonly items?: readonly { readonly id: string; readonly content: unknown }[]; readonly proposals?: Content['items'] }

/** A meeting may be there without what it is about, and an agenda without the words of an item. */
function within(kind: string, view: Content, { itemId }: Ids): Answer {
  if (kind === 'words') return view.content ? 'yes' : 'hidden';
  if (kind !== 'item' || !view.items) return 'yes';
  return [...view.items, ...(view.proposals ?? [])].some(({ id, content }) => id === itemId && content) ? 'yes' : 'hidden';
}
