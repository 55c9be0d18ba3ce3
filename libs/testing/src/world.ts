import { randomUUID } from 'node:crypto';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { AuthorityChanged, FunctionChanged, GroupChanged, MembershipChanged, OrganisationChanged, PersonChanged, UnitChanged, type EventData, type EventType, type ServiceName } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';
import type { Bearer } from './issuer.js';

export interface TestOrganisation { readonly id: string; readonly alias: string; readonly name: string; readonly authorityId: string; readonly unitId: string }
export interface TestPerson extends Bearer { readonly id: string; readonly name: string; readonly organisation: TestOrganisation }
export interface TestGroup { readonly id: string; readonly name: string; readonly level: 'GENERAL' | 'INDIVIDUAL'; readonly memberships: ReadonlyMap<string, string> }
type Role = EventData<typeof MembershipChanged>['role'];

/** Which of the directory's events a service has not applied. Matters are independent of each other: that the newest is applied says nothing of those before it. */
const unapplied = "select from unnest($1::text[]) id where not exists (select from inbox i where i.event_id = id and i.consumer = 'directory' and i.state = 'done')";

const longAgo = '2020-01-01T00:00:00.000Z';

/** The directory as the other services hear it: each test makes its own organisations, people, functions and groups by the directory's events. */
export class World {
  private at = 0;
  private readonly versions = new Map<string, number>();
  private readonly told = new Set<string>();

  constructor(private readonly hub: TestHub, private readonly keepers: readonly ServiceName[]) {}

  async organisation(name: string, changes: Partial<EventData<typeof OrganisationChanged>> = {}): Promise<TestOrganisation> {
    const alias = `org-${randomUUID().slice(0, 8)}`;
    const organisation = { id: v7(), alias, name, authorityId: v7(), unitId: v7() };
    await this.tell(OrganisationChanged, organisation.id, { id: organisation.id, code: alias.toUpperCase(), name, type: 'kommun', identityProvider: alias, boundByOsl: true, status: 'active', ...changes });
    await this.tell(AuthorityChanged, organisation.authorityId, { id: organisation.authorityId, organisationId: organisation.id, name: `Kommunstyrelsen, ${name}` });
    await this.tell(UnitChanged, organisation.unitId, { id: organisation.unitId, authorityId: organisation.authorityId, name: `Kansliet, ${name}` });
    return organisation;
  }

  async person(organisation: TestOrganisation, name: string, changes: Partial<EventData<typeof PersonChanged>> = {}): Promise<TestPerson> {
    const id = changes.id ?? v7();
    const homeId = `home-${id}`;
    await this.tell(PersonChanged, id, {
      id, organisationId: organisation.id, authorityId: organisation.authorityId, unitId: organisation.unitId, homeId, name, title: 'Handläggare', email: `${id}@example.test`, locale: 'sv',
      roles: [], status: 'active', validFrom: longAgo, validTo: null, ...changes,
    });
    return { id, name, homeId, organisation, organisationAlias: organisation.alias, organisationId: organisation.id };
  }

  async function(organisation: TestOrganisation, name: string, holders: readonly TestPerson[], { id = v7(), ...changes }: Partial<EventData<typeof FunctionChanged>> = {}): Promise<{ id: string; name: string }> {
    await this.tell(FunctionChanged, id, { id, unitId: organisation.unitId, authorityId: organisation.authorityId, organisationId: organisation.id, name, email: `${id}@example.test`, holders: holders.map((h) => ({ personId: h.id, validFrom: longAgo, validTo: null })), ...changes });
    return { id, name };
  }

  /** An established group with its members; the first is its secretary unless told otherwise. Resolves when every service knows it. */
  async group(owner: TestOrganisation, members: readonly (TestPerson | [TestPerson, Role])[], changes: Partial<EventData<typeof GroupChanged>> = {}): Promise<TestGroup> {
    const id = v7();
    const level = changes.level ?? 'GENERAL';
    const name = changes.name ?? `Gruppen ${id.slice(-6)}`;
    await this.tell(GroupChanged, id, { id, name, level, ownerAuthorityId: owner.authorityId, requiredAssuranceLevel: level === 'INDIVIDUAL' ? 3 : 2, status: 'established', ...changes });
    const memberships = new Map<string, string>();
    for (const [i, member] of members.entries()) {
      const [person, role] = Array.isArray(member) ? member : [member, i === 0 ? 'secretary' as const : 'member' as const];
      memberships.set(person.id, await this.member({ id }, person, role));
    }
    await this.settled();
    return { id, name, level, memberships };
  }

  async member(group: { id: string }, person: TestPerson, role: Role = 'member', validTo: string | null = null): Promise<string> {
    const id = v7();
    await this.tell(MembershipChanged, id, { id, groupId: group.id, personId: person.id, role, validFrom: longAgo, validTo });
    return id;
  }

  /** Ends a membership now, and waits until it is known. */
  async end(group: TestGroup, person: TestPerson): Promise<void> {
    await this.tellEnd(group, person);
    await this.settled();
  }

  /** Tells that a membership has ended. */
  async tellEnd(group: TestGroup, person: TestPerson): Promise<void> {
    const id = group.memberships.get(person.id)!;
    await this.tell(MembershipChanged, id, { id, groupId: group.id, personId: person.id, role: 'member', validFrom: longAgo, validTo: new Date().toISOString() });
  }

  /** The organisation has ended, and its people with it. */
  async close({ id, alias, name }: TestOrganisation, people: readonly TestPerson[]): Promise<void> {
    await this.tell(OrganisationChanged, id, { id, code: alias.toUpperCase(), name, type: 'kommun', identityProvider: alias, boundByOsl: true, status: 'ended' });
    for (const person of people) await this.leave(person);
  }

  /** The person has left: ended at the organisation, and waits until it is known. */
  leave(person: TestPerson): Promise<void> {
    return this.becomes(person, 'ended');
  }

  /** The person has not logged in for long: the access rests, and every service knows it. */
  rest(person: TestPerson): Promise<void> {
    return this.becomes(person, 'dormant');
  }

  private async becomes({ id, organisation, homeId, name }: TestPerson, status: 'ended' | 'dormant'): Promise<void> {
    await this.tell(PersonChanged, id, {
      id, organisationId: organisation.id, authorityId: organisation.authorityId, unitId: organisation.unitId, homeId, name, title: 'Handläggare', email: `${id}@example.test`, locale: 'sv', roles: [], status, validFrom: longAgo, validTo: null,
    });
    await this.settled();
  }

  /** Publishes one directory event, as the directory. */
  async tell<T extends EventType>(type: T, aggregateId: string, data: Omit<EventData<T>, 'at'>): Promise<void> {
    const version = (this.versions.get(aggregateId) ?? 0) + 1;
    this.versions.set(aggregateId, version);
    this.at += 1;
    const envelope = envelopeFor(type, { aggregateId, aggregateVersion: version, actor: { kind: 'worker', id: 'test' }, data: { ...data, at: this.at } as never, now: new Date() });
    await jetstream(await this.directory()).publish(type.subject, JSON.stringify(envelope), { msgID: envelope.id });
    this.told.add(envelope.id);
  }

  /** The directory's pulse, each second from now on as long as the process lives: without it, individual-level content is withheld. */
  async pulse(): Promise<void> {
    const nats = await this.directory();
    const beat = (): void => { if (!nats.isClosed()) nats.publish('pulse.directory', JSON.stringify({ at: this.at })); };
    beat();
    this.beating ??= setInterval(beat, 1_000).unref();
  }

  /** Resolves when every keeper of the directory's facts has applied all that was told. */
  async settled(): Promise<void> {
    const told = [...this.told];
    for (const service of this.keepers) await eventually(async () => {
      const missing = await this.hub.asAdmin(service, unapplied, [told]);
      if (missing.length > 0) throw new Error(`${service} has not applied ${missing.length} of ${told.length}`);
    });
    told.forEach((id) => this.told.delete(id));
    await this.pulse();
    for (const service of this.keepers) await eventually(async () => {
      const { checks } = (await this.hub.running.get(service)?.ready()) ?? { checks: { directory: 'ok' } };
      if (checks['directory'] !== 'ok') throw new Error(`${service} does not hold its directory for fresh: ${checks['directory']}`);
    });
  }

  private beating: NodeJS.Timeout | undefined;
  private connected: ReturnType<TestHub['nats']> | undefined;
  private directory(): ReturnType<TestHub['nats']> {
    this.connected ??= this.hub.nats('directory');
    return this.connected;
  }
}
