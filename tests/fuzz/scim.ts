import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { hostileName, hostileText, hostileValue, polluting } from './hostile.js';
import type { Fields } from './inputs.js';
import { changesTo } from './mutations.js';
import { told, type Came, type Sent } from './wire.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const error = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A person as a directory system sends one. */
export const resource = (): Fields => {
  const name = `fuzz-${randomUUID()}`;
  return {
    schemas: [core, enterprise], externalId: name, userName: `${name}@kop.example`, displayName: 'Prov Person', name: { familyName: 'Person', givenName: 'Prov' }, title: 'Handläggare', active: true,
    emails: [{ value: `${name.slice(0, 20)}@kop.example`, type: 'work', primary: true }], [enterprise]: { department: 'KOP-KS-TRYGGHET' },
  };
};

const [group, ofFunctions] = ['urn:ietf:params:scim:schemas:core:2.0:Group', 'urn:ietf:params:scim:schemas:extension:knutpunkt:2.0:Group'];
/** A group as a directory system sends one. */
export const groupResource = (): Fields => {
  const name = `fuzz-${randomUUID()}`;
  return { schemas: [group, ofFunctions], externalId: name, displayName: name, members: [{ value: randomUUID(), display: 'Prov Person' }], [ofFunctions]: { department: 'KOP-KS-TRYGGHET', email: `${name.slice(0, 20)}@kop.example` } };
};

const strange = fc.record({ title: hostileText, displayName: hostileText, preferredLanguage: hostileText }, { requiredKeys: [], noNullPrototype: true });
/** Persons with something wrong in or beside them, or only strange. */
export const resources: fc.Arbitrary<Fields> = fc.oneof(strange.map((fields) => ({ ...resource(), ...fields })), fc.tuple(changesTo(Object.keys(resource())), fc.boolean()).map(([change, twice]) => change(twice ? { ...resource(), ...polluting() } : resource())));

const member = fc.oneof(hostileValue, hostileValue.map((value) => ({ value })), hostileText.map((type) => ({ value: randomUUID(), type })));
/** Groups with something wrong in or beside them, or only strange. */
export const groups: fc.Arbitrary<Fields> = fc.oneof(fc.array(member, { maxLength: 5 }).map((members) => ({ ...groupResource(), members })), hostileText.map((displayName) => ({ ...groupResource(), members: [], displayName })), changesTo(Object.keys(groupResource())).map((change) => change({ ...groupResource(), members: [], ...polluting() })));

const paths = ['active', 'title', 'userName', 'externalId', 'id', 'meta.version', 'emails', 'emails[type eq "work"].value', 'emails[type eq "work"', 'emails[', 'emails[a eq 1].b.c.d', 'name.familyName', 'name', enterprise, `${enterprise}:department`, `${enterprise}.department`, '__proto__.polluted', 'constructor.prototype.polluted', 'roles', 'schemas', ''];
const groupPaths = ['members', 'members[value eq "x"]', 'members[value eq "', 'members[', 'members[value eq "x"].value', 'members[type eq "User" and a.b eq 1]', 'members.value', 'members.display.x', `${group}:members`, 'displayName', 'externalId', 'id', 'meta', ofFunctions, `${ofFunctions}:department`, `${ofFunctions}:email`, '__proto__', 'constructor.prototype.members', 'schemas', ''];
const stepOn = (paths: readonly string[], values: fc.Arbitrary<unknown>) => fc.record({ op: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('add', 'replace', 'remove', 'Replace') }, { weight: 1, arbitrary: hostileValue }), path: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: hostileValue }), value: fc.oneof(hostileValue, values) }, { requiredKeys: ['op'], noNullPrototype: true });
const patchesOf = (step: fc.Arbitrary<unknown>): fc.Arbitrary<Fields> => fc.oneof(
  { weight: 6, arbitrary: fc.array(step, { maxLength: 4 }).map((operations) => ({ schemas: [patchOp], Operations: operations })) },
  { weight: 1, arbitrary: fc.tuple(hostileName, hostileValue).map(([name, value]) => ({ schemas: [patchOp], [name]: value })) },
  { weight: 1, arbitrary: hostileValue.map((value) => ({ schemas: [patchOp], Operations: value })) },
);
/** What a person or a group is patched with: steps that lead nowhere, that take what may not be taken, or that are none. */
export const patches = patchesOf(stepOn(paths, fc.constantFrom(true, false, 'False', 'Ny titel')));
export const groupPatches = patchesOf(stepOn(groupPaths, fc.oneof(fc.array(member, { maxLength: 3 }), fc.constantFrom<unknown>('Nytt namn', [], null, [null], [[]], { members: [{ value: 'x"y' }] }, { value: '\\' }))));

const compared = fc.tuple(fc.constantFrom('userName', 'externalId', 'active', 'emails.value', 'emails[type eq "work"]', 'meta.lastModified', 'id', 'name.familyName', `${enterprise}:department`, '__proto__', 'roles', 'displayName', 'members', 'members.value', 'members[value eq "x"]', 'x'), fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'pr', 'EQ', 'like', ''), fc.oneof(hostileText.map((text) => JSON.stringify(text)), fc.constantFrom('true', 'null', '1e400', '"', '""', '(', "'a'")))
  .map((parts) => parts.join(' '));
/** Filters: comparisons, put together, nested deep, or texts that are none. */
export const filters: fc.Arbitrary<string> = fc.oneof(compared, hostileText, fc.tuple(compared, fc.constantFrom('and', 'or', 'not', 'xor'), compared).map((parts) => parts.join(' ')), fc.constantFrom('('.repeat(400), `${'not ('.repeat(100)}active eq true${')'.repeat(100)}`, Array.from({ length: 60 }, () => 'active eq true').join(' or ')));

const answered = new Set([200, 201, 204, 304, 400, 404, 405, 409, 412, 413, 415, 501]);

/** What is wrong with an answer below /scim, as sentences: a fault of the hub, a status that the standard does not have here, a refusal that is not in SCIM's form. */
export function scimFaults({ status, headers, body, milliseconds }: Came): string[] {
  const late = milliseconds > 10_000 ? [`answers after ${Math.round(milliseconds)} ms`] : [];
  if (!answered.has(status)) return [...late, `answers ${status} ${body.slice(0, 200)}`];
  if (status < 400) return late;
  const said = String(headers['content-type']).startsWith('application/scim+json') && body.startsWith('{') ? (JSON.parse(body) as { schemas?: string[]; status?: string }) : {};
  return said.schemas?.includes(error) && said.status === String(status) ? late : [...late, `refuses with ${status}, not in SCIM's form: ${body.slice(0, 200)}`];
}

/** One request below the organisation's place. */
export const scimRequest = (method: string, target: string, { token, body, type = 'application/scim+json' }: { token: string; body?: Buffer; type?: string }): Sent =>
  ({ method, target: `/scim/v2/kop${target}`, headers: [['authorization', `Bearer ${token}`], ...(body ? [['content-type', type]] as const : [])], ...(body ? { body } : {}) });

/** Throws, with what was sent and what came, where an answer is not as the standard has it, or something was written by who was refused. */
export function requireScim(sent: Sent, came: Came, wrote: string): void {
  const faults = [...scimFaults(came), ...(wrote ? [`was refused, and wrote ${wrote}`] : [])];
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\nwas asked: ${told(sent)}\nanswered: ${came.status} ${came.body.slice(0, 400)}`);
}
