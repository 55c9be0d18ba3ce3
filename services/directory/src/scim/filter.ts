import { parse, type Compare, type Filter } from 'scim2-parse-filter';
import { Problem, UnknownFilter } from '@knutpunkt/contracts';

/** A condition on people as SQL, with its parameters. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

type Kind = 'text' | 'exact' | 'boolean' | 'instant';
interface Attribute { readonly sql: string; readonly kind: Kind }

const [text, exact] = [(sql: string): Attribute => ({ sql: `lower(${sql})`, kind: 'text' }), (sql: string): Attribute => ({ sql, kind: 'exact' })];
const fact = (path: string): Attribute => text(`p.facts ${path}`);

/** What can be asked about, by its name in small letters (RFC 7643 §2.1: names of attributes are case insensitive). */
const ofPerson: Readonly<Record<string, Attribute>> = {
  id: exact('p.id::text'), externalid: exact('p.home_id'), username: text('coalesce(p.user_name, p.home_id)'), displayname: text("coalesce(p.facts ->> 'displayName', p.name)"), title: text("nullif(p.title, '')"),
  'name.formatted': fact("-> 'name' ->> 'formatted'"), 'name.familyname': fact("-> 'name' ->> 'familyName'"), 'name.givenname': fact("-> 'name' ->> 'givenName'"),
  preferredlanguage: fact("->> 'preferredLanguage'"), 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department': text("coalesce(p.facts ->> 'department', u.name)"),
  active: { sql: "(p.status <> 'ended')", kind: 'boolean' },
  'meta.created': { sql: "date_trunc('milliseconds', p.valid_from)", kind: 'instant' }, 'meta.lastmodified': { sql: "date_trunc('milliseconds', p.changed_at)", kind: 'instant' },
};
const ofEmail: Readonly<Record<string, Attribute>> = { value: text("e ->> 'value'"), type: text("e ->> 'type'"), primary: { sql: "coalesce((e ->> 'primary')::boolean, false)", kind: 'boolean' } };
const someEmail = (condition: string): string =>
  `exists (select from jsonb_array_elements(coalesce(p.facts -> 'emails', jsonb_build_array(jsonb_build_object('value', p.email, 'type', 'work', 'primary', true)))) e where ${condition})`;

const core = 'urn:ietf:params:scim:schemas:core:2.0:user:';
const most = 20;

/** The condition that a SCIM filter stands for (RFC 7644 §3.4.2.2); everybody without one. Throws UnknownFilter. */
export function conditionOf(filter: string | undefined): Condition {
  if (filter === undefined) return { sql: 'true', params: [] };
  const params: unknown[] = [];
  const sql = compiled(parsed(filter), ofPerson, params);
  if (params.length > most) throw refused('It compares too much.');
  return { sql: `(${sql})`, params };
}

const refused = (detail: string): Problem => Problem.at(UnknownFilter, '/filter', detail);

function parsed(filter: string): Filter {
  try {
    return parse(filter);
  } catch (error) {
    throw Object.assign(refused('It is not a filter.'), { cause: error });
  }
}

function compiled(filter: Filter, known: Readonly<Record<string, Attribute>>, params: unknown[]): string {
  switch (filter.op) {
    case 'and': case 'or': return filter.filters.map((each) => `(${compiled(each, known, params)})`).join(` ${filter.op} `);
    case 'not': return `not coalesce(${compiled(filter.filter, known, params)}, false)`;
    case '[]': return withinEmails(filter.attrPath, known, () => compiled(filter.valFilter, ofEmail, params));
    default: return aboutAttribute(filter, known, params);
  }
}

function withinEmails(path: string, known: Readonly<Record<string, Attribute>>, inner: () => string): string {
  if (known !== ofPerson || nameOf(path) !== 'emails') throw refused('It asks about what is not kept.');
  return someEmail(inner());
}

const nameOf = (path: string): string => (path.toLowerCase().startsWith(core) ? path.slice(core.length) : path).toLowerCase();

function aboutAttribute(filter: Exclude<Filter, { op: 'and' | 'or' | 'not' | '[]' }>, known: Readonly<Record<string, Attribute>>, params: unknown[]): string {
  const name = nameOf(filter.attrPath);
  const email = known === ofPerson ? /^emails(?:\.(value|type|primary))?$/.exec(name) : null;
  if (email) return someEmail(aboutAttribute({ ...filter, attrPath: email[1] ?? 'value' }, ofEmail, params));
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
