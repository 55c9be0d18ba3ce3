import { randomUUID } from 'node:crypto';
import type { Fields } from './inputs.js';
import { polluting } from './hostile.js';

/** What the gateway's user of NATS could be made to send to a service, past the gateway's own reading. `null` where no answer can come, since nobody says whom to. */
export interface Packet {
  readonly name: string;
  readonly bytes: (question: Question) => Buffer;
  /** The header that carries the caller's token; the true one where it is left out. */
  readonly token?: string | null;
}

interface Question { readonly pattern: string; readonly input: Fields }

const soon = (): number => Date.now() + 5_000;
const packet = (data: unknown, more: object = {}) => ({ pattern }: Question): Buffer => Buffer.from(JSON.stringify({ pattern, data, id: randomUUID(), ...more }));
const asking = (changes: (input: Fields) => object) => (question: Question): Buffer =>
  packet({ input: question.input, deadline: soon(), requestId: 'r', ...changes(question.input) })(question);
const raw = (text: string | Buffer) => (): Buffer => Buffer.from(text as string);

const notPackets: [string, () => Buffer][] = [
  ['nothing', raw('')], ['no JSON', raw('{')], ['bytes', raw(Buffer.from([0xff, 0xfe, 0, 1]))], ['null', raw('null')], ['a number', raw('42')], ['a text', raw('"x"')], ['a list', raw('[]')], ['an empty object', raw('{}')], ['deep nesting', raw(`{"data":${'['.repeat(40_000)}${']'.repeat(40_000)},"id":"1"}`)],
  ['NUL bytes', raw('\0'.repeat(100))], ['almost a megabyte', raw(`{"id":"1","data":"${'x'.repeat(900_000)}"}`)],
];

const misshapen: [string, (question: Question) => Buffer][] = [
  ['no data', packet(undefined)], ['null as data', packet(null)], ['a list as data', packet([])], ['no deadline', asking(() => ({ deadline: undefined }))], ['a deadline that is over', asking(() => ({ deadline: 1 }))], ['a deadline that is a text', asking(() => ({ deadline: 'soon' }))], ['a deadline that is a list', asking(() => ({ deadline: [9e15] }))],
  ['another operation\'s pattern', ({ input }) => packet({ input, deadline: soon(), requestId: 'r' })({ pattern: 'op.directory.import', input })], ['a pattern that is an object', ({ input }) => Buffer.from(JSON.stringify({ pattern: polluting(), id: 'x', data: { input, deadline: 1 } }))], ['an id that is an object', ({ input, pattern }) => Buffer.from(JSON.stringify({ pattern, id: { a: 1 }, data: { input, deadline: 1 } }))],
  ['no input', asking(() => ({ input: undefined }))], ['null as input', asking(() => ({ input: null }))], ['a list as input', asking(() => ({ input: [] }))], ['a text as input', asking(() => ({ input: 'x' }))], ['__proto__ in the input', asking((input) => ({ input: { ...input, ...polluting() } }))], ['an unknown field', asking((input) => ({ input: { ...input, version: 2 } }))],
  ['NUL in the input', asking((input) => ({ input: Object.fromEntries(Object.keys(input).map((name) => [name, '\0'])) }))],
  ['If-Match as an object', asking(() => ({ ifMatch: { $ne: '' } }))], ['If-Match as a number', asking(() => ({ ifMatch: 1 }))], ['a long If-Match', asking(() => ({ ifMatch: 'x'.repeat(100_000) }))], ['NUL in If-Match', asking(() => ({ ifMatch: 's1.c1\0' }))],
  ['an Idempotency-Key as an object', asking(() => ({ idempotencyKey: { a: 1 }, ifMatch: 's1.c1' }))], ['an Idempotency-Key as a list', asking(() => ({ idempotencyKey: ['a'], ifMatch: 's1.c1' }))], ['a long Idempotency-Key', asking(() => ({ idempotencyKey: randomUUID().repeat(3_000), ifMatch: 's1.c1' }))], ['NUL in the Idempotency-Key', asking(() => ({ idempotencyKey: 'a\0', ifMatch: 's1.c1' }))], ['half a character in the Idempotency-Key', asking(() => ({ idempotencyKey: '\ud800', ifMatch: 's1.c1' }))],
  ['a request id that is an object', asking(() => ({ requestId: polluting(), ifMatch: 's1.c1', deadline: 1 }))],
];

/** Says who asks where the token should: in the body, which nobody may believe. */
const forged = asking((input) => ({ input, caller: { kind: 'person', identityProvider: 'kop', homeId: 'eva.kop', organisation: 'kop', assuranceLevel: 4 }, actor: { personId: 'eva.kop', roles: ['hub-administrator'] }, token: 'x' }));

export const packets: readonly Packet[] = [
  ...[...notPackets, ...misshapen].map(([name, bytes]) => ({ name, bytes })),
  ...([['no caller', null], ['an empty token', ''], ['a token that is none', 'x.y.z'], ['a token of ten thousand characters', 'a'.repeat(10_000)], ['an unsigned token', `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${Buffer.from('{"home_id":"eva.kop","idp":"kop"}').toString('base64url')}.`]] as const)
    .map(([name, token]) => ({ name: `${name}, and a caller in the body`, bytes: forged, token })),
];
