import fc from 'fast-check';
import * as z from 'zod';
import { prose, type Operation } from '@knutpunkt/contracts';
import { hideable, inputOf, type IdName } from '../leaks/matrix.js';
import { hostileText, texts, times } from './hostile.js';

interface Schema {
  readonly type?: string; readonly format?: string; readonly pattern?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[];
  readonly items?: Schema; readonly maxItems?: number; readonly properties?: Record<string, Schema>; readonly required?: readonly string[]; readonly minimum?: number; readonly maximum?: number; readonly minLength?: number; readonly maxLength?: number;
}
export type Fields = Record<string, unknown>;
/** The ids that exist, by the names under which operations take them. */
export type KnownIds = Readonly<Record<string, string>>;

/** Texts that are strange, and yet allowed. */
const showable = texts.filter((text) => prose(20_000).safeParse(text).success);

const wellKnown = (pattern: string, of: readonly string[]): readonly string[] => of.filter((text) => new RegExp(pattern).test(text));

function textOf({ format, pattern, minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.oneof(fc.constantFrom(...times.filter((t) => t.endsWith('Z'))), fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2060-01-01') }).map((d) => d.toISOString()));
  if (format === 'date') return fc.oneof(fc.constantFrom('0001-01-01', '9999-12-31', '2028-02-29'), fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2060-01-01') }).map((d) => d.toISOString().slice(0, 10)));
  if (pattern) return fc.oneof(...[wellKnown(pattern, times)].filter((some) => some.length > 0).map((some) => fc.constantFrom(...some)), fc.stringMatching(new RegExp(pattern)));
  if (format === 'uri') return fc.constantFrom('https://möte.example/å?p=1', 'https://xn--mte-rna.example/', `https://x.example/${'a'.repeat(400)}`, 'https://x.example/%ff');
  const short = showable.filter((text) => text.length >= minLength && text.length <= maxLength);
  const plain = fc.constantFrom('Samråd', 'Åtgärder i skolan', 'Ĳssel ﬁ e\u0301');
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: fc.constantFrom(...short, 'x'.repeat(minLength + 1)) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 200) }) });
}

function idOf(name: string, known: KnownIds): fc.Arbitrary<string> {
  const own = known[name];
  const others = Object.values(known);
  return fc.oneof(...(own ? [{ weight: 8, arbitrary: fc.constant(own) }] : []), { weight: 1, arbitrary: fc.constantFrom(...others) }, { weight: 1, arbitrary: fc.uuid() });
}

/** Values that a schema allows, its edges among them; ids are some that exist. `name` is what the value is called. */
export function allowedBy(schema: Schema, name: string, known: KnownIds): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((one) => allowedBy(one, name, known)));
  if (schema.format === 'uuid') return idOf(name, known);
  if (schema.type === 'array') return fc.array(allowedBy(schema.items ?? {}, name, known), { maxLength: Math.min(4, schema.maxItems ?? 4) });
  if (schema.type === 'object') return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, allowedBy(value, key, known)])), { requiredKeys: [...(schema.required ?? [])] });
  return simple(schema);
}

function simple(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.integer({ min: bounded(schema.minimum, -1_000), max: bounded(schema.maximum, 1_000) }), fc.constantFrom(bounded(schema.minimum, 0), bounded(schema.maximum, 1_000)));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  return schema.type === 'string' ? textOf(schema) : fc.oneof(fc.constant(10), hostileText);
}

const bounded = (limit: number | undefined, otherwise: number): number => (limit === undefined || Math.abs(limit) > 1e6 ? otherwise : limit);

/** Inputs of an operation that are well-formed by its contract, or nearly: most name what exists, so that they reach what stands behind the first check. */
export function inputsOf(op: Operation, known: KnownIds): fc.Arbitrary<Fields> {
  const { properties = {}, required = [] } = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const plain = inputOf(op, Object.fromEntries(Object.entries(known).filter(([name]) => name in hideable && required.includes(name))) as Partial<Record<IdName, string>>);
  const fieldOf = ([name, schema]: [string, Schema]): [string, fc.Arbitrary<unknown>] =>
    [name, name in plain ? fc.oneof({ weight: 6, arbitrary: fc.constant(name in known && schema.type === 'string' ? known[name] : plain[name]) }, { weight: 1, arbitrary: allowedBy(schema, name, known) }) : allowedBy(schema, name, known)];
  return fc.record(Object.fromEntries(Object.entries(properties).map(fieldOf)), { requiredKeys: [...required], noNullPrototype: true });
}
