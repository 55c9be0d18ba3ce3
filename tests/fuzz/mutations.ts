import fc from 'fast-check';
import { hostileName, hostileValue } from './hostile.js';
import type { Fields } from './inputs.js';

type Change = (fields: Fields) => Fields;

const without = (name: string): Change => (fields) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
const having = (name: string, value: unknown): Change => (fields) => ({ ...fields, [name]: value });
const deeper = (name: string, change: (value: unknown) => unknown): Change => (fields) => (Object.hasOwn(fields, name) ? { ...fields, [name]: change(fields[name]) } : fields);

/** A value changed inside: an element of a list, a property of an object, or the whole of it. */
const inside = (hostile: unknown) => (value: unknown): unknown =>
  Array.isArray(value) ? [...(value as unknown[]).slice(0, 1), hostile] : typeof value === 'object' && value !== null ? { ...value, [Object.keys(value)[0] ?? 'x']: hostile } : hostile;

/** One to three things done to a well-formed input: a field of the wrong kind, missing, unknown, or damaged inside. `names` are the fields there are. */
export function changesTo(names: readonly string[]): fc.Arbitrary<Change> {
  const name = names.length > 0 ? fc.constantFrom(...names) : hostileName;
  const one = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(name, hostileValue).map(([key, value]) => having(key, value)) },
    { weight: 2, arbitrary: fc.tuple(name, hostileValue).map(([key, value]) => deeper(key, inside(value))) },
    { weight: 1, arbitrary: name.map(without) },
    { weight: 1, arbitrary: fc.tuple(hostileName, hostileValue).map(([key, value]) => having(key, value)) },
  );
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((changes) => (fields: Fields) => changes.reduce((changed, change) => change(changed), fields));
}

/** What is done to the text of a body, which no parser gives back: repeated keys, numbers that are none, halves, other encodings. */
export const bodies: readonly (readonly [string, (json: string) => Buffer])[] = [
  ['as it is', (json) => Buffer.from(json)],
  ['with its first key repeated', (json) => Buffer.from(json.replace(/^\{("[^"]+":)/, '{$1{"twice":true},$1'))],
  ['with 1e400', (json) => Buffer.from(json.replace(/:\s*"[^"]*"/, ':1e400'))],
  ['with -0', (json) => Buffer.from(json.replace(/:\s*"[^"]*"/, ':-0'))],
  ['with a number past 2^53', (json) => Buffer.from(json.replace(/:\s*"[^"]*"/, ':9007199254740993'))],
  ['with an escaped NUL', (json) => Buffer.from(json.replace(/:"/, ':"\\u0000'))],
  ['with half a surrogate pair', (json) => Buffer.from(json.replace(/:"/, ':"\\ud800'))],
  ['with __proto__', (json) => Buffer.from(json.replace(/^\{/, '{"__proto__":{"polluted":true}'.concat(json === '{}' ? '' : ',')))],
  ['cut off', (json) => Buffer.from(json.slice(0, -1))],
  ['doubled', (json) => Buffer.from(json + json)],
  ['with a byte order mark', (json) => Buffer.from(`\ufeff${json}`)],
  ['in UTF-16', (json) => Buffer.from(json, 'utf16le')],
  ['in bytes that are no UTF-8', (json) => Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]), Buffer.from('"}')])],
  ['in a list', (json) => Buffer.from(`[${json}]`)],
  ['nested fifty thousand deep', () => Buffer.from(`{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)],
  ['as a number', () => Buffer.from('1e400')],
  ['as half a megabyte of keys', () => Buffer.from(`{${Array.from({ length: 40_000 }, (_, i) => `"k${i}":0`).join(',')}}`)],
  ['empty', () => Buffer.alloc(0)],
];
