import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import { AgendaDetails, type EventData, type EventType, type MeetingFacts, type MeetingScheduled } from '@knutpunkt/contracts';
import { envelopeFor } from '@knutpunkt/messaging';
import { eventually, type TestGroup, type TestHub, type TestOrganisation, type TestPerson, type World } from '@knutpunkt/testing';

type MeetingEvent = EventType<typeof MeetingScheduled.data>;

const hour = 3_600_000;

/** Meetings as the meetings service tells of them. */
export class ToldMeetings {
  private readonly versions = new Map<string, number>();

  constructor(private readonly hub: TestHub) {}

  /** Publishes an event about a meeting as the meetings service; gives what was sent. */
  async tell(type: MeetingEvent | EventType, meeting: MeetingFacts, { version, extra = {}, copies = 1 }: { version?: number; extra?: object; copies?: number } = {}): Promise<void> {
    const at = version ?? (this.versions.get(meeting.id) ?? 0) + 1;
    this.versions.set(meeting.id, at);
    const envelope = envelopeFor(type as EventType, { aggregateId: meeting.id, aggregateVersion: at, actor: { kind: 'person', id: meeting.organiserId }, data: { meeting, ...extra } as EventData<EventType>, now: new Date() });
    const nats = await this.connection();
    // Without a message id the stream does not see that it is the same: so it comes twice, as after a lost acknowledgement.
    for (let copy = 0; copy < copies; copy += 1) await jetstream(nats).publish(type.subject, JSON.stringify(envelope));
  }

  private connected: ReturnType<TestHub['nats']> | undefined;
  private connection(): ReturnType<TestHub['nats']> {
    this.connected ??= this.hub.nats('meetings');
    return this.connected;
  }
}

/** A meeting of a group that starts so many hours from now and lasts one and a half. */
export function aMeeting(group: TestGroup, people: readonly TestPerson[], { inHours = 24, ...changes }: Partial<MeetingFacts> & { inHours?: number } = {}): MeetingFacts {
  const starts = Date.now() + inHours * hour;
  const [organiser] = people;
  return {
    id: v7(), groupId: group.id, groupLevel: group.level, ownerAuthorityId: organiser!.organisation.authorityId, organiserId: organiser!.id, startsAt: new Date(starts).toISOString(), endsAt: new Date(starts + 1.5 * hour).toISOString(),
    zone: 'Europe/Stockholm', place: 'Rådhuset', link: '', status: 'called', sequence: 0,
    audiences: [{ audience: group.id, kind: 'group', level: 'content', validFrom: new Date(0).toISOString(), validTo: null }],
    participants: people.map((p) => ({ id: v7(), personId: p.id, functionId: null, answer: null })), ...changes,
  };
}

/** Resolves when the agenda of a meeting is there for somebody. */
export const opened = (hub: TestHub, as: TestPerson, meetingId: string) => eventually(() => hub.ask(AgendaDetails, as, { meetingId }));

export interface Five { readonly organisations: readonly TestOrganisation[]; readonly people: readonly [TestPerson, TestPerson, TestPerson, TestPerson, TestPerson]; readonly group: TestGroup; readonly outsider: TestPerson }

/** Five people of five organisations in a group; the first is its secretary. Somebody else of the second organisation stands outside. */
export async function fiveOrganisations(world: World, changes: Parameters<World['group']>[2] = {}): Promise<Five> {
  const organisations = [];
  for (const name of ['Köping', 'Polisen', 'Arboga', 'Regionen', 'Länsstyrelsen']) organisations.push(await world.organisation(name));
  const people = [];
  for (const organisation of organisations) people.push(await world.person(organisation, `Deltagaren, ${organisation.name}`));
  const outsider = await world.person(organisations[1]!, 'Utomstående');
  return { organisations, people: people as unknown as Five['people'], outsider, group: await world.group(organisations[0]!, people, changes) };
}

/** An id that never was. */
export const never = '0199c0de-0000-7000-8000-00000000dead';
