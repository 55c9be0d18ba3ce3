import * as z from 'zod';
import { operation, type Operation } from '../operation.js';
import { AccessNotFresh, NotFound, problem } from '../problem.js';
import { Id, Instant } from '../text.js';
import { PersonRef } from './directory.js';

export const ReadingNotLogged = problem('reading-not-logged', 409, 'What is read is logged at individual level only');

/** That somebody was shown something of individual level: the meeting itself, its history, a list in which it stands, why it is seen, its agenda, or a paper of it. */
export const Reading = z.object({ at: Instant, by: PersonRef, what: z.enum(['read', 'history', 'list', 'why', 'agenda', 'paper']) });
export type Reading = z.infer<typeof Reading>;

const readings = <N extends string>(name: N, of: Pick<Operation, 'service' | 'path' | 'action'>, thing: string) => operation({
  ...of, name, method: 'GET', summary: `Who has been shown ${thing} of an individual-level group, and when, newest first: the latest 500; \`more\` says that there is something older. For those who lead the group`,
  input: z.strictObject({ meetingId: Id }), output: z.object({ items: z.array(Reading), more: z.boolean() }), problems: [NotFound, AccessNotFresh, ReadingNotLogged],
});

export const MeetingReadings = readings('MeetingReadings', { service: 'meetings', path: '/meetings/{meetingId}/readings', action: 'meeting.readings' }, 'a meeting');
export const AgendaReadings = readings('AgendaReadings', { service: 'agendas', path: '/agendas/{meetingId}/readings', action: 'agenda.readings' }, 'the agenda');
