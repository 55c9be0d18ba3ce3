import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, problem } from '../problem.js';
import { Id, Instant } from '../text.js';
import { FunctionRef, OrganisationRef, PersonRef } from './directory.js';
import { NobodyInvited, UnknownGroup, GroupRests, UnknownParticipant, FunctionRemoved } from './meetings.js';

export const PeriodNotInFuture = problem('period-not-in-future', 422, 'The period must begin tomorrow or later, and end after it begins, within ten weeks');

/** How somebody is at a time, and nothing else: `unknown` where nothing is known to the hub. */
export const Availability = z.enum(['busy', 'tentative', 'free', 'unknown']);
/** A stretch of time of which only that is told; two that touch are one. */
export const BusyInterval = z.object({ startsAt: Instant, endsAt: Instant, state: z.enum(['busy', 'tentative']) });
export type BusyInterval = z.infer<typeof BusyInterval>;

/** A time at which the meeting could be: how many of those asked about are free, and how it stands for each, by their number in `asked`. Times are compared, never people. */
export const TimeSlot = z.object({ startsAt: Instant, endsAt: Instant, free: z.number().int(), tentative: z.number().int(), busy: z.number().int(), fits: z.boolean(), each: z.array(Availability) });
export type TimeSlot = z.infer<typeof TimeSlot>;

export const FindTimes = operation({
  name: 'FindTimes', service: 'meetings', method: 'POST', path: '/times/find', action: 'meeting.find', summary: 'When chosen people and functions are free, merged to busy, tentative and free; each of them is shown that I asked',
  input: z.strictObject({
    groupId: Id.optional(), people: z.array(Id).max(200).default([]), functions: z.array(Id).max(50).default([]),
    /** Swedish days, the last included. */
    from: z.iso.date(), to: z.iso.date(), minutes: z.number().int().min(15).max(480),
    /** Who must be free: everybody, or at least one of each organisation. */
    quorum: z.enum(['everybody', 'each-organisation']).default('each-organisation'),
    /** People and functions among those asked about, without whom it cannot be. */
    required: z.array(Id).max(200).default([]),
    /** That those who chair the group must be able to come. */
    chair: z.boolean().default(false),
    /** Minutes that must be free before and after. */
    buffer: z.number().int().min(0).max(120).default(0), lunch: z.boolean().default(true),
  }),
  output: z.object({
    asked: z.array(z.object({ person: PersonRef.nullable(), function: FunctionRef.nullable(), organisation: OrganisationRef })),
    /** The best three, the earliest first among equals. */
    best: z.array(TimeSlot), slots: z.array(TimeSlot),
  }),
  problems: [PeriodNotInFuture, UnknownParticipant, FunctionRemoved, NobodyInvited, UnknownGroup, GroupRests, AccessNotFresh],
});

export const AvailabilityQueries = operation({
  name: 'AvailabilityQueries', service: 'meetings', method: 'GET', path: '/times/queries', action: 'meeting.find-asked', summary: 'Who has asked when I am free, newest first: the latest 200',
  input: z.strictObject({}), output: z.object({ items: z.array(z.object({ at: Instant, by: PersonRef, function: FunctionRef.nullable(), from: z.iso.date(), to: z.iso.date() })) }),
});
