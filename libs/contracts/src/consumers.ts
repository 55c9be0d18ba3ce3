import type { EventType } from './event.js';
import type { ServiceName } from './operation.js';
import { AgreementChanged, AgreementEndAnnounced, FunctionChanged, GroupChanged, GroupProposalChanged, GuestEndAnnounced, MembershipChanged, NominationChanged, PersonChanged, ProposalChanged, ReviewChanged, SeatAttested, directoryEvents } from './events/directory.js';
import { ItemCarried, ItemChanged, ItemDeclined, ItemProposed, ItemTakenUp, ItemWithdrawn, agendaEvents } from './events/agendas.js';
import { MeetingCancelled, MeetingDescribed, MeetingRecorded, MeetingRescheduled, MeetingScheduled, ParticipantsInvited, ParticipantsRemoved, meetingEvents } from './events/meetings.js';
import { PollChanged } from './events/polls.js';
import { CalendarChanged } from './events/calendars.js';
import { referralEvents } from './events/referrals.js';

/** A durable consumer: who listens, to whose events. Its JetStream name is `<service>-<name>`. */
export interface Consumer {
  readonly service: ServiceName;
  readonly name: string;
  readonly of: ServiceName;
  readonly events: readonly EventType[];
  /** True where every type of the aggregate is taken, so that a gap in its versions is waited for. */
  readonly everyVersion: boolean;
}

const keepsDirectory = (service: ServiceName): Consumer => ({ service, name: 'directory', of: 'directory', events: directoryEvents as unknown as EventType[], everyVersion: false });

/** Every durable consumer there is; streams, consumers and NATS permissions are made from this list. */
export const consumers: readonly Consumer[] = [
  keepsDirectory('meetings'),
  keepsDirectory('agendas'),
  keepsDirectory('referrals'),
  keepsDirectory('notifications'),
  // Each carries the whole of a meeting's facts: the newest alone is enough.
  { service: 'agendas', name: 'meetings', of: 'meetings', events: [MeetingScheduled, MeetingRecorded, MeetingRescheduled, MeetingDescribed, MeetingCancelled, ParticipantsInvited, ParticipantsRemoved] as unknown as EventType[], everyVersion: false },
  { service: 'referrals', name: 'absence', of: 'directory', events: [PersonChanged, FunctionChanged] as unknown as EventType[], everyVersion: false },
  // Who may see the far end of a link: each carries an item's audiences whole.
  { service: 'referrals', name: 'links', of: 'agendas', events: [ItemProposed, ItemTakenUp, ItemDeclined, ItemWithdrawn, ItemChanged, ItemCarried] as unknown as EventType[], everyVersion: false },
  { service: 'notifications', name: 'meetings', of: 'meetings', events: meetingEvents as unknown as EventType[], everyVersion: true },
  { service: 'notifications', name: 'polls', of: 'meetings', events: [PollChanged] as unknown as EventType[], everyVersion: true },
  { service: 'notifications', name: 'calendars', of: 'meetings', events: [CalendarChanged] as unknown as EventType[], everyVersion: false },
  { service: 'notifications', name: 'agendas', of: 'agendas', events: agendaEvents as unknown as EventType[], everyVersion: true },
  { service: 'notifications', name: 'referrals', of: 'referrals', events: referralEvents as unknown as EventType[], everyVersion: true },
  { service: 'notifications', name: 'proposals', of: 'directory', events: [ProposalChanged, GroupProposalChanged, GuestEndAnnounced, AgreementEndAnnounced] as unknown as EventType[], everyVersion: false },
  { service: 'notifications', name: 'access', of: 'directory', events: [PersonChanged, FunctionChanged, GroupChanged, MembershipChanged, NominationChanged, AgreementChanged, ReviewChanged, SeatAttested] as unknown as EventType[], everyVersion: false },
];

export const durableOf = (consumer: Pick<Consumer, 'service' | 'name'>): string => `${consumer.service}-${consumer.name}`;
