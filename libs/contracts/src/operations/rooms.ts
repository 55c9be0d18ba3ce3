import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, problem } from '../problem.js';
import { Id, Instant, WallTime, Zone, line, prose } from '../text.js';
import { seriesLimits } from './series.js';
import { EndsBeforeStart, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, MeetingTooLong, NoSuchDate } from './meetings.js';

export const RoomExists = problem('room-exists', 409, 'The organisation has a room with this name and address');
export const TooManyRooms = problem('too-many-rooms', 409, 'At most 200 rooms are kept');

/** How many rooms an organisation keeps, and how many a room holds, at most. */
export const roomLimits = { rooms: 200, holds: 10_000 } as const;

/** A room of one's own organisation. Others meet its `place` alone, where a meeting has it as its place. */
export const RoomView = z.object({
  id: Id, version: z.string(), name: z.string(), address: z.string(),
  /** How many people it holds; null where nobody has said. */
  holds: z.number().int().nullable(),
  /** How one gets in. */
  note: z.string(),
  /** Name and address, as they stand as the place of a meeting. */
  place: z.string(),
  may: z.array(z.string()),
});
export type RoomView = z.infer<typeof RoomView>;

// Together with a comma they are no longer than a meeting's place.
const written = { name: line(80), address: line(118), holds: z.number().int().min(1).max(roomLimits.holds).nullable().default(null), note: prose(500).default('') };
const one = z.strictObject({ roomId: Id });
const keeping = { service: 'meetings', action: 'room.keep' } as const;

export const Rooms = operation({
  name: 'Rooms', service: 'meetings', method: 'GET', path: '/rooms', action: 'room.list', summary: 'The rooms of my organisation by name, for whoever in it calls a meeting',
  input: z.strictObject({}), output: z.object({ items: z.array(RoomView), /** What I can do with the list. */ may: z.array(z.string()) }),
});
export const AddRoom = operation({
  ...keeping, name: 'AddRoom', method: 'POST', path: '/rooms', status: 201, summary: 'Adds a room to those of my organisation',
  input: z.strictObject(written), output: RoomView, problems: [RoomExists, TooManyRooms, PersonalIdentityNumber],
});
export const ChangeRoom = operation({
  ...keeping, name: 'ChangeRoom', method: 'PUT', path: '/rooms/{roomId}', ifMatch: true, summary: 'Changes what is said of a room; meetings that have it keep the place that they were called to',
  input: one.extend(written), output: RoomView, problems: [NotFound, VersionMissing, Stale, RoomExists, PersonalIdentityNumber],
});
export const RemoveRoom = operation({
  ...keeping, name: 'RemoveRoom', method: 'POST', path: '/rooms/{roomId}/remove', ifMatch: true, summary: 'Removes a room from the list; meetings that have it keep the place that they were called to',
  input: one, output: z.object({ id: Id }), problems: [NotFound, VersionMissing, Stale],
});
export const RoomTimes = operation({
  name: 'RoomTimes', service: 'meetings', method: 'POST', path: '/rooms/{roomId}/times', action: 'room.list', summary: 'When a room of my organisation is taken by other meetings within the times that are asked about: merged, in whole quarters of an hour, and nothing of what takes it, of what has been, or of what is more than three years ahead',
  input: one.extend({
    times: z.array(z.strictObject({ starts: WallTime, ends: WallTime })).min(1).max(seriesLimits.meetings), zone: Zone,
    /** Meetings that do not count, such as the one that is moved; of those whose content one does not see, nothing changes. */
    apart: z.array(Id).max(seriesLimits.meetings).default([]),
  }),
  output: z.object({ busy: z.array(z.object({ startsAt: Instant, endsAt: Instant })) }),
  problems: [NotFound, EndsBeforeStart, MeetingTooLong, LocalTimeDoesNotExist, LocalTimeIsAmbiguous, NoSuchDate],
});
