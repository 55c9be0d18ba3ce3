import type { FunctionRef, OrganisationRef, PersonRef } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';

interface AuthorityRef { readonly id: string; readonly name: string; readonly organisation: OrganisationRef }

/** Names of staff, functions, organisations, authorities and groups, from the local copy of the directory. */
export class Names {
  constructor(private readonly found: { people: Map<string, PersonRef>; functions: Map<string, FunctionRef>; organisations: Map<string, OrganisationRef>; authorities: Map<string, AuthorityRef>; groups: Map<string, string> }) {}

  person = (id: string): PersonRef => this.known(this.found.people, id);
  function = (id: string): FunctionRef => this.known(this.found.functions, id);
  organisation = (id: string): OrganisationRef => this.known(this.found.organisations, id);
  authority = (id: string): AuthorityRef => this.known(this.found.authorities, id);
  group = (id: string): string => this.known(this.found.groups, id);
  /** The name of a person or, where there is none, of a function. */
  participant = (p: { person_id: string | null; function_id: string | null }): string => (p.person_id ? this.person(p.person_id).name : this.function(p.function_id!).name);

  private known<T>(map: Map<string, T>, id: string): T {
    const value = map.get(id);
    if (value === undefined) throw new Error(`the local directory does not know ${id}`);
    return value;
  }
}

interface Named { readonly kind: 'person' | 'function' | 'organisation' | 'authority' | 'group'; readonly id: string; readonly name: string; readonly title: string | null; readonly organisation_id: string | null; readonly code: string | null }

type Kinds = 'people' | 'functions' | 'authorities' | 'groups' | 'organisations';

/** Whose names are asked for: for each kind, an array of ids as SQL; `given` are common table expressions that those read, each with its comma. */
export type NamedBy = Readonly<Record<Kinds, string>> & { readonly given?: string };

const named = ({ given = '', people, functions, authorities, groups, organisations }: NamedBy): string => `
  with ${given}
       people_ as (select id, name, title, organisation_id from people where id = any(${people})),
       functions_ as (select id, name, organisation_id from functions where id = any(${functions})),
       authorities_ as (select id, name, organisation_id from authorities where id = any(${authorities}))
  select 'person' as kind, id, name, title, organisation_id, null as code from people_
  union all select 'function', id, name, null, organisation_id, null from functions_
  union all select 'authority', id, name, null, organisation_id, null from authorities_
  union all select 'group', id, name, null, null, null from groups where id = any(${groups})
  union all select 'organisation', id, name, null, null, code from organisations where id = any(${organisations})
    or id = any(array(select organisation_id from people_ union all select organisation_id from functions_ union all select organisation_id from authorities_))`;

const byIds: NamedBy = { people: '$1', functions: '$2', authorities: '$3', groups: '$4', organisations: '$5' };

/** The names behind ids, in one query. */
export const namesOf = (tx: Tx, ids: Partial<Record<Kinds, string[]>>): Promise<Names> =>
  namesWhere(tx, byIds, [ids.people ?? [], ids.functions ?? [], ids.authorities ?? [], ids.groups ?? [], ids.organisations ?? []]);

/** The names behind the ids that SQL finds, in one query. */
export async function namesWhere(tx: Tx, by: NamedBy, params: readonly unknown[]): Promise<Names> {
  const rows = await tx.query<Named>(named(by), params);
  const of = (kind: Named['kind']): Named[] => rows.filter((r) => r.kind === kind);
  const organisations = new Map(of('organisation').map((r) => [r.id, { id: r.id, code: r.code!, name: r.name }]));
  const at = (r: Named): OrganisationRef => organisations.get(r.organisation_id!)!;
  return new Names({
    organisations,
    people: new Map(of('person').map((r) => [r.id, { id: r.id, name: r.name, title: r.title!, organisation: at(r) }])),
    functions: new Map(of('function').map((r) => [r.id, { id: r.id, name: r.name, organisation: at(r) }])),
    authorities: new Map(of('authority').map((r) => [r.id, { id: r.id, name: r.name, organisation: at(r) }])),
    groups: new Map(of('group').map((r) => [r.id, r.name])),
  });
}

/** The ids that are there, each once. */
export const present = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => id !== null && id !== undefined))];
