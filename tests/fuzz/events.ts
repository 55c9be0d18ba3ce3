import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as z from 'zod';
import { consumers, type Consumer, type Envelope, type EventType } from '@knutpunkt/contracts';
import { hostileText, hostileValue, polluting } from './hostile.js';
import { allowedBy, type Fields } from './inputs.js';
import { changesTo } from './mutations.js';

/** A message as it is published, and what its reader will call it. */
export interface Message {
  readonly what: string;
  readonly subject: string;
  readonly body: string | Buffer;
}

export const listenersTo = (type: EventType): Consumer[] => consumers.filter((consumer) => consumer.events.includes(type));
/** Every event type that somebody listens to. */
export const heard: readonly EventType[] = [...new Set(consumers.flatMap((consumer) => consumer.events))];

const golden = (type: EventType): Envelope => (JSON.parse(readFileSync(new URL(`../../libs/contracts/golden/${type.type}.json`, import.meta.url), 'utf8')) as { envelope: Envelope }).envelope;

/** The contract's example of an event, of an aggregate that nobody knows. */
export const example = (type: EventType): Envelope => ({ ...golden(type), id: randomUUID(), subject: randomUUID(), aggregateversion: 1 });

const text = (type: EventType, changes: object): Message['body'] => JSON.stringify({ ...example(type), ...changes });

/** Messages that no version of the hub has ever sent: each can be read by nobody, and must become a dead letter of each listener. */
export function unreadable(type: EventType): Message[] {
  const other = heard.find(({ service, type: name }) => service === type.service && name !== type.type)!;
  const bodies: [string, Message['body']][] = [
    ['no JSON', `no JSON ${randomUUID()}`], ['bytes', Buffer.from([0xff, 0xfe, 0, ...Buffer.from(randomUUID())])], ['null', `null${' '.repeat(1 + Math.floor(Math.random() * 1e4))}`], ['a list', `["${randomUUID()}"]`], ['no id', text(type, { id: undefined })], ['an id that is none', text(type, { id: `x ${randomUUID()}` })],
    ['another version of CloudEvents', text(type, { specversion: '0.3' })], ['version 2 of its type', text(type, { type: type.type.replace(/\.v\d+$/, '.v2') })], ['a type that is not declared', text(type, { type: 'se.knutpunkt.meetings.meeting.dissolved.v1' })], ['another type than its subject says', text(type, { type: other.type })], ['a type from elsewhere', text(type, { type: '__proto__' })],
    ['version 0', text(type, { aggregateversion: 0 })], ['version -1', text(type, { aggregateversion: -1 })], ['version 1.5', text(type, { aggregateversion: 1.5 })], ['a version past what is counted', text(type, { aggregateversion: 2 ** 40 })], ['no data', text(type, { data: undefined })], ['a list as data', text(type, { data: [] })], ['empty data', text(type, { data: {} })], ['only __proto__ as data', text(type, { data: polluting() })],
    ['deep data', text(type, { data: { a: '' } }).toString().replace('""', `${'['.repeat(5_000)}${']'.repeat(5_000)}`)], ['NUL in data that are not of its type', text(type, { data: { a: '\0' } })], ['half a character in data that are not of its type', text(type, { data: { a: '\ud800' } })], ['NUL in its aggregate', text(type, { subject: `a\0${randomUUID()}` })], ['half a character in its aggregate', text(type, { subject: `\ud800${randomUUID()}` })],
    ['an aggregate of a hundred thousand characters', text(type, { subject: Array.from({ length: 3_000 }, () => randomUUID()).join('') })], ['NUL in its type', text(type, { type: `${type.type}\0` })], ['a type of a hundred thousand characters', text(type, { type: Array.from({ length: 3_000 }, () => randomUUID()).join('') })], ['a time that is none', text(type, { time: 'yesterday' })], ['one half of it', text(type, {}).slice(0, -20)],
  ];
  return bodies.map(([what, body]) => ({ what, subject: type.subject, body }));
}

/** Data of the type, at the edges of what it allows, of aggregates that nobody knows. The place among all directory events stays the example's: it is not a matter's own. */
const allowed = (type: EventType, data: Fields): fc.Arbitrary<Fields> =>
  allowedBy(z.toJSONSchema(type.data, { io: 'input', unrepresentable: 'any' }) as object, '', { anybody: randomUUID() }).map((made) => ({ ...(made as Fields), ...('at' in data ? { at: data['at'] } : {}) }));

/** Data that are strange and of their type, and the example's with something changed: some are events still, and some are none. */
export const changed = (type: EventType): fc.Arbitrary<Fields> => {
  const { data } = golden(type);
  const inner = Object.keys(data).find((name) => typeof data[name] === 'object' && data[name] !== null && !Array.isArray(data[name]));
  const change = inner === undefined ? changesTo(Object.keys(data)).map((how) => how(data)) : changesTo(Object.keys(data[inner] as Fields)).map((how) => ({ ...data, [inner]: how(data[inner] as Fields) }));
  const strange = fc.tuple(hostileText, hostileValue).map(([name, value]) => ({ ...data, [name]: value }));
  return fc.oneof({ weight: 4, arbitrary: allowed(type, data) }, { weight: 4, arbitrary: change }, { weight: 1, arbitrary: strange });
};
