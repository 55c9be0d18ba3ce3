import { randomUUID } from 'node:crypto';
import { AgendaDetails, GroupDetails, ActionDetails, MeetingDetails, type AnyOperation, type AgendaView, type Output, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type { LeakHub } from '../leak-hub.js';
import type { County, Who } from './county.js';

/** What was answered: the status, and the body where it was done. */
export interface Answered<Op extends AnyOperation = AnyOperation> { readonly status: number; readonly body: Output<Op> | null }

/** The hub as the people of one county meet it in one history, and what its objects are called there. */
export class Session {
  /** Ids by label. */
  readonly ids = new Map<string, string>();
  private readonly tokens = new Map<Who, Promise<string>>();

  constructor(readonly leaks: LeakHub, readonly county: County) {
    for (const [name, id] of Object.entries(county.ids)) this.ids.set(name, id);
  }

  id(label: string): string {
    const id = this.ids.get(label);
    if (!id) throw new Error(`nothing is called ${label}`);
    return id;
  }

  /** The name of an id, or the id where it is not of this history. */
  name(id: string): string {
    return [...this.ids].find(([, other]) => other === id)?.[0] ?? id;
  }

  /** A token that outlives the history. */
  private token(who: Who): Promise<string> {
    const made = this.tokens.get(who) ?? this.leaks.hub.issuer.token(this.county.bearer(who), { azp: 'knutpunkt-cli' });
    this.tokens.set(who, made);
    return made;
  }

  /** An answer; a hub that is too busy (503) is asked again, with the same key. */
  async ask<Op extends AnyOperation>(who: Who, op: Op, input: RawInput<Op>, ifMatch?: string): Promise<Answered<Op>> {
    const asking = { token: await this.token(who), idempotencyKey: randomUUID(), ...(ifMatch ? { ifMatch } : {}) };
    return eventually(async () => {
      const answer = await this.leaks.hub.answer(op, this.county.bearer(who), input, asking);
      if (!('problem' in answer)) return { status: op.status, body: answer.body };
      if (answer.problem.status === 503) throw new Error(`${op.name}: ${answer.problem.title}`);
      return { status: answer.problem.status, body: null };
    });
  }

  /** The version that somebody would send: of what is seen, and any for what is not. */
  async versionOfMeeting(who: Who, label: string): Promise<string> {
    return (await this.ask(who, MeetingDetails, { meetingId: this.id(label) })).body?.version ?? 's1.c1';
  }

  async versionOfItem(who: Who, meeting: string, item: string): Promise<string> {
    const { body } = await this.ask(who, AgendaDetails, { meetingId: this.id(meeting) });
    return itemsOf(body).find(({ id }) => id === this.id(item))?.version ?? 'i1';
  }

  async versionOfAction(who: Who, label: string): Promise<string> {
    return (await this.ask(who, ActionDetails, { actionId: this.id(label) })).body?.version ?? 'a1';
  }

  /** A membership as somebody sees it; what nobody has where it is not seen. */
  async seatOf(who: Who, group: string, member: Who): Promise<{ id: string; version: string }> {
    const { body } = await this.ask(who, GroupDetails, { groupId: this.id(group) });
    return body?.members?.find(({ person }) => person.id === this.id(member)) ?? { id: '0199c0de-0000-7000-8000-000000000004', version: '1' };
  }
}

/** All items of an agenda, proposals too. */
export const itemsOf = (view: AgendaView | null): AgendaView['items'] => (view ? [...view.items, ...view.proposals] : []);
