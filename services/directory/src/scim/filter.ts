import { parse, type Compare, type Filter } from 'scim2-parse-filter';
import { Problem, UnknownFilter } from '@knutpunkt/contracts';

/** A condition on people as SQL, with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

type Kind = 'text' | 'exact' | 'boolean' | 'instant';
export interface Attribute { readonly sql: string; readonly kind: Kind }
type Attributes = Readonly<Record<string, Attribute>>;

/** What can be asked about a kind of resource, by its name in small letters (RFC 7643 §2.1: names of attributes are case insensitive). `schema` is what a full name begins with. */
export interface Askable {
  readonly schema: string;
  readonly known: Attributes;
  /** The attribute of which there are many: what can be asked about each, and how it is asked whether some meets a condition. */
  readonly list: { readonly name: string; readonly known: Attributes; readonly some: (condition: string) => string };
}

/** A text in any case of its letters, or exactly as it is written. */
export const [text, exact] = [(sql: string): Attribute => ({ sql: `lower(${sql})`, kind: 'text' }), (sql: string): Attribute => ({ sql, kind: 'exact' })];

const most = 20;

/** The condition that a SCIM filter stands for (RFC 7644 §3.4.2.2); everything without one. Throws UnknownFilter. */
export function conditionOf(filter: string | undefined, about: Askable): Condition {
  if (filter === undefined) return { sql: 'true', params: [] };
  const params: unknown[] = [];
  const sql = compiled(parsed(filter), { about, known: about.known, params });
  if (params.length > most) throw refused('It compares too much.');
  return { sql: `(${sql})`, params };
}

/** What is asked about where: the resource, or each of its list. */
interface Asked { readonly about: Askable; readonly known: Attributes; readonly params: unknown[] }

const refused = (detail: string): Problem => Problem.at(UnknownFilter, '/filter', detail);

function parsed(filter: string): Filter {
  try {
    return parse(filter);
  } catch (error) {
    throw Object.assign(refused('It is not a filter.'), { cause: error });
  }
}

function compiled(filter: Filter, asked: Asked): string {
  switch (filter.op) {
    case 'and': case 'or': return filter.filters.map((each) => `(${compiled(each, asked)})`).join(` ${filter.op} `);
    case 'not': return `not coalesce(${compiled(negated(filter), asked)}, false)`;
    case '[]': return withinList(filter.attrPath, asked, (inside) => compiled(filter.valFilter, inside));
    default: return aboutAttribute(filter, asked);
  }
}

/** What the parser makes of two comparisons with a `not` between them negates neither. */
function negated(filter: Extract<Filter, { op: 'not' }>): Filter {
  if ('filters' in filter) throw refused('It is not a filter.');
  return filter.filter;
}

function withinList(path: string, { about, known, params }: Asked, inner: (inside: Asked) => string): string {
  if (known !== about.known || nameOf(path, about) !== about.list.name) throw refused('It asks about what is not kept.');
  return about.list.some(inner({ about, known: about.list.known, params }));
}

const nameOf = (path: string, { schema }: Askable): string => (path.toLowerCase().startsWith(schema) ? path.slice(schema.length) : path).toLowerCase();

function aboutAttribute(filter: Exclude<Filter, { op: 'and' | 'or' | 'not' | '[]' }>, { about, known, params }: Asked): string {
  const { list } = about;
  const name = nameOf(filter.attrPath, about);
  if (known === about.known && (name === list.name || name.startsWith(`${list.name}.`)))
    return list.some(aboutAttribute({ ...filter, attrPath: name.slice(list.name.length + 1) || 'value' }, { about, known: list.known, params }));
  const attribute = Object.hasOwn(known, name) ? known[name]! : undefined;
  if (!attribute) throw refused('It asks about what is not kept.');
  return filter.op === 'pr' ? `${attribute.sql} is not null` : compared(filter, attribute, params);
}

const signs = { eq: '=', ne: 'is distinct from', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function compared({ op, compValue }: Compare, { sql, kind }: Attribute, params: unknown[]): string {
  if (compValue === null) return nothing(op, sql);
  const value = (): string => placed(compValue, kind, params);
  if (op === 'co' || op === 'sw' || op === 'ew') return ofText(op, sql, kind, value);
  if (kind === 'boolean' && op !== 'eq' && op !== 'ne') throw refused('What is true or false has no order.');
  return `${sql} ${signs[op]} ${value()}`;
}

function nothing(op: Compare['op'], sql: string): string {
  if (op !== 'eq' && op !== 'ne') throw refused('Nothing comes before or after null.');
  return `${sql} is ${op === 'eq' ? '' : 'not '}null`;
}

function ofText(op: 'co' | 'sw' | 'ew', sql: string, kind: Kind, value: () => string): string {
  if (kind !== 'text' && kind !== 'exact') throw refused('Only texts contain something.');
  const part = value();
  return op === 'co' ? `position(${part} in ${sql}) > 0` : op === 'sw' ? `starts_with(${sql}, ${part})` : `right(${sql}, length(${part})) = ${part}`;
}

function placed(value: string | number | boolean, kind: Kind, params: unknown[]): string {
  const fits = kind === 'boolean' ? typeof value === 'boolean' : typeof value === 'string' && !value.includes('\0') && (kind !== 'instant' || /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)));
  if (!fits) throw refused('It compares with a value of another kind.');
  params.push(value);
  const place = `$${params.length}`;
  return kind === 'text' ? `lower(${place}::text)` : kind === 'exact' ? `${place}::text` : kind === 'boolean' ? `${place}::boolean` : `${place}::timestamptz`;
}
