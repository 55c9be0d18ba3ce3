import { reply, type Case } from './a-case.js';

const at = (time: string): Date => new Date(`2027-01-20T${time}Z`);
const byMail = (sequence: number, stamp: string, taken = '09:00:05') => ({ answeredAt: at(taken), byMail: { sequence, stamp: at(stamp), at: at(taken) } });
const stamped = (time: string): string => `DTSTAMP:20270120T${time.replaceAll(':', '')}Z`;
const inHub = (time: string) => ({ answeredAt: at(time), byMail: null });
const moved = { sequence: 2, askedSequence: 2 };

/** Which answer counts when several come, late or out of order. */
export const order: readonly Case[] = [
  { by: 'RFC 5546 §2.1.5', what: 'comes twice', sent: reply('ACCEPTED', [stamped('09:00:00')]), situation: byMail(0, '09:00:00'), does: 'nothing' },
  { by: 'RFC 5546 §2.1.5', what: 'comes twice, and says another thing with the same stamp', sent: reply('DECLINED', [stamped('09:00:00')]), situation: byMail(0, '09:00:00'), does: 'nothing' },
  { by: 'RFC 5546 §2.1.5', what: 'is older than what came before', sent: reply('ACCEPTED', [stamped('08:59:59')]), situation: byMail(0, '09:00:00'), does: 'nothing' },
  { by: 'RFC 5546 §2.1.5', what: 'is newer than what came before', sent: reply('DECLINED', [stamped('09:00:01')]), situation: byMail(0, '09:00:00'), does: 'no' },
  { by: 'RFC 5546 §2.1.5', what: 'has a greater sequence and an earlier stamp', sent: reply('DECLINED', ['SEQUENCE:1', stamped('08:00:00')]), situation: { ...byMail(0, '09:00:00'), sequence: 1 }, does: 'no' },
  { by: 'RFC 5546 §2.1.5', what: 'has a smaller sequence and a later stamp', sent: reply('DECLINED', ['SEQUENCE:0', stamped('09:30:00')]), situation: { ...byMail(1, '09:00:00'), sequence: 1 }, does: 'nothing' },
  { by: 'RFC 5546 §2.1.4', what: 'answers a time that the meeting no longer has', sent: reply('ACCEPTED', ['SEQUENCE:1']), situation: moved, does: 'outdated' },
  { by: 'RFC 5546 §2.1.4', what: 'answers the first time of a meeting that moved twice', sent: reply('ACCEPTED', ['SEQUENCE:0']), situation: moved, does: 'outdated' },
  { by: 'RFC 5546 §2.1.4', what: 'answers the time that the meeting has', sent: reply('ACCEPTED', ['SEQUENCE:2']), situation: moved, does: 'yes' },
  { by: 'RFC 5546 §2.1.4', what: 'answers before the place changed, which asks nobody again', sent: reply('ACCEPTED', ['SEQUENCE:2']), situation: { sequence: 3, askedSequence: 2 }, does: 'yes' },
  { by: 'RFC 5546 §2.1.4', what: 'raises the sequence, which attendees never do', sent: reply('ACCEPTED', ['SEQUENCE:9']), situation: moved, does: 'yes' },
  { by: 'RFC 5546 §2.1.4', what: 'raises the sequence, and then does not', sent: reply('DECLINED', ['SEQUENCE:2', stamped('09:30:00')]), situation: { ...byMail(2, '09:00:00'), ...moved }, does: 'no' },
  { by: 'RFC 5546 §2.1.4', what: 'answers by mail to the earlier time, which no longer counts for order', sent: reply('ACCEPTED', ['SEQUENCE:2', stamped('08:00:00')]), situation: { ...moved, answeredAt: null, byMail: { sequence: 1, stamp: at('09:00:00'), at: at('09:00:05') } }, does: 'yes' },
  { by: 'RFC 5545 §3.8.7.4', what: 'tells no sequence, which is 0', sent: reply('ACCEPTED', [], { without: ['SEQUENCE', 'DTSTART', 'DTEND'] }), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.4', what: 'tells no sequence, of a meeting that has moved', sent: reply('ACCEPTED', [], { without: ['SEQUENCE', 'DTSTART', 'DTEND'] }), situation: moved, does: 'outdated' },
  { by: 'RFC 5545 §3.8.7.4', what: 'tells no sequence, but the time that holds', sent: reply('ACCEPTED', [], { without: ['SEQUENCE'] }), situation: moved, does: 'yes' },
  { by: 'RFC 5545 §3.8.7.4', what: 'tells no sequence, and the time that held', sent: reply('ACCEPTED', ['DTSTART:20270126T123000Z'], { without: ['SEQUENCE'] }), situation: moved, does: 'outdated' },
  { by: 'RFC 5545 §3.3.8', what: 'has a sequence that is no number', sent: reply('ACCEPTED', ['SEQUENCE:many']), does: 'yes' },
  { by: 'RFC 5545 §3.3.8', what: 'has a sequence below zero', sent: reply('ACCEPTED', ['SEQUENCE:-1']), does: 'yes' },
  { by: 'RFC 5545 §3.3.8', what: 'has a sequence beyond numbers', sent: reply('ACCEPTED', ['SEQUENCE:99999999999999999999']), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.2', what: 'has no stamp', sent: reply('ACCEPTED', [], { without: ['DTSTAMP'] }), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.2', what: 'has no stamp, after one that has', sent: reply('DECLINED', [], { without: ['DTSTAMP'] }), situation: byMail(0, '09:00:00'), does: 'no' },
  { by: 'RFC 5545 §3.8.7.2', what: 'has a stamp that is none', sent: reply('ACCEPTED', ['DTSTAMP:yesterday']), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.2', what: 'has a stamp without a zone', sent: reply('ACCEPTED', ['DTSTAMP:20270120T090000']), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.2', what: 'has a stamp of tomorrow, which is read as now', sent: reply('ACCEPTED', ['DTSTAMP:20270121T090000Z']), does: 'yes' },
  { by: 'RFC 5545 §3.8.7.2', what: 'comes after one from a clock that was fast', sent: reply('DECLINED', [stamped('10:00:00')]), situation: byMail(0, '09:59:00'), does: 'no' },
  { by: 'the hub', what: 'is older than an answer in the hub', sent: reply('ACCEPTED', [stamped('08:00:00')]), situation: inHub('09:00:00.500'), does: 'superseded' },
  { by: 'the hub', what: 'is newer than an answer in the hub', sent: reply('DECLINED', [stamped('09:30:00')]), situation: inHub('09:00:00'), does: 'no' },
  { by: 'the hub', what: 'is of the same second as an answer in the hub', sent: reply('DECLINED', [stamped('09:00:00')]), situation: inHub('09:00:00.900'), does: 'no' },
  { by: 'the hub', what: 'is older than an answer in the hub that came after one by mail', sent: reply('ACCEPTED', [stamped('09:10:00')]), situation: { answeredAt: at('09:20:00'), byMail: { sequence: 0, stamp: at('09:00:00'), at: at('09:00:05') } }, does: 'superseded' },
  { by: 'the hub', what: 'was delayed for long, and comes first', sent: reply('ACCEPTED', ['DTSTAMP:20270110T080000Z']), does: 'yes' },
];
