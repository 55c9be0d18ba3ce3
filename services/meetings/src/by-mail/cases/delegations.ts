import { address, attendee, reply, sending, type Case } from './a-case.js';

const to = ';DELEGATED-TO="mailto:nagon@annan.example"';
const from = `;DELEGATED-FROM="mailto:${address}"`;
const other = 'nagon@annan.example';

/** Handing an invitation over to one other is for the hub to take or refuse; any other way is refused with an answer. */
export const delegations: readonly Case[] = [
  { by: 'RFC 5546 §3.2.2.3', what: 'has handed over', sent: sending('REPLY', [attendee('DELEGATED', to)]), does: `over to ${other}` },
  { by: 'RFC 5546 §2.1.5', what: 'has handed over in an older answer', sent: sending('REPLY', [attendee('DELEGATED', to)]), situation: { byMail: { sequence: 0, stamp: new Date('2027-01-20T09:30:00Z'), at: new Date('2027-01-20T09:30:05Z') } }, does: 'nothing' },
  { by: 'RFC 5546 §3.2.2.3', what: 'has handed over an earlier time', sent: sending('REPLY', [attendee('DELEGATED', to)]), situation: { sequence: 1, askedSequence: 1 }, does: 'outdated' },
  { by: 'RFC 5545 §3.2.12', what: 'has handed over, to nobody that is named', sent: reply('DELEGATED'), does: 'delegated' },
  { by: 'RFC 5545 §3.2.5', what: 'hands over, and says yes', sent: sending('REPLY', [attendee('ACCEPTED', to)]), does: 'delegated' },
  { by: 'RFC 5545 §3.2.4', what: 'answers for one who handed over', sent: sending('REPLY', [attendee('ACCEPTED', from, other)]), does: 'delegated' },
  { by: 'RFC 5546 §4.2.5', what: 'names both: who hands over and who takes over', sent: sending('REPLY', [attendee('DELEGATED', to), attendee('ACCEPTED', from, other)]), does: `over to ${other}` },
  { by: 'RFC 5546 §3.2.2.3', what: 'sends the request on, with a copy to us', sent: sending('REQUEST', [attendee('DELEGATED', to), attendee('NEEDS-ACTION', from, other)]), does: 'delegated' },
  { by: 'RFC 5546 §3.2.2.3', what: 'sends the request on with only the new one in it', sent: sending('REQUEST', [attendee('NEEDS-ACTION', from, other)]), does: 'delegated' },
  { by: 'RFC 5546 §3.2.2.4', what: 'passes the request to another without handing it over', sent: sending('REQUEST', [attendee('NEEDS-ACTION', '', other)]), does: 'refuse' },
  { by: 'RFC 5546 §3.2.2.3', what: 'hands over to several', sent: sending('REPLY', [attendee('DELEGATED', ';DELEGATED-TO="mailto:a@annan.example","mailto:b@annan.example"')]), does: 'delegated' },
  { by: 'RFC 5546 §3.2.2.3', what: 'hands over after the meeting is cancelled', sent: sending('REPLY', [attendee('DELEGATED', to)]), situation: { status: 'cancelled' }, does: 'delegated' },
  { by: 'RFC 5546 §3.2.2.3', what: 'hands over an individual-level meeting', sent: sending('REPLY', [attendee('DELEGATED', to)]), situation: { level: 'INDIVIDUAL' }, does: 'delegated' },
];
