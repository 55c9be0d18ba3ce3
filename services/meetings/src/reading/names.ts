import type { FunctionRef, OrganisationRef, PersonRef } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { ParticipantRow } from './meeting-rows.js';

interface Authority { readonly id: string; readonly name: string; readonly organisation: OrganisationRef }

/** Names of staff, functions, organisations, authorities and groups, from the local copy of the directory. */
export class Names {
  constructor(private readonly found: { people: Map<string, PersonRef>; functions: Map<string, FunctionRef>; organisations: Map<string, OrganisationRef>; authorities: Map<string, Authority>; groups: Map<string, string> }) {}

  person = (id: string): PersonRef => this.known(this.found.people, id);
  function = (id: string): FunctionRef => this.known(this.found.functions, id);
  organisation = (id: string): OrganisationRef => this.known(this.found.organisations, id);
  authority = (id: string): Authority => this.known(this.found.authorities, id);
  group = (id: string): string => this.known(this.found.groups, id);
  participant = (p: Pick<ParticipantRow, 'person_id' | 'function_id'>): string => (p.person_id ? this.person(p.person_id).name : this.function(p.function_id!).name);

  private known<T>(map: Map<string, T>, id: string): T {
    const value = map.get(id);
    if (value === undefined) throw new Error(`the local directory does not know ${id}`);
    return value;
  }
}

interface Named { readonly kind: 'person' | 'function' | 'organisation' | 'authority' | 'group'; readonly id: string; readonly name: string; readonly title: string | null; readonly organisation_id: string | null; readonly code: string | null }

type Kinds = 'people' | 'functions' | 'authorities' | 'groups' | 'organisations';

/** For each kind, an array of ids as SQL. */
const named = (ids: Record<Kinds, string>): string => `
  people_ as (select id, name, title, organisation_id from people where id = any(${ids.people})),
  functions_ as (select id, name, organisation_id from functions where id = any(${ids.functions})),
  authorities_ as (select id, name, organisation_id from authorities where id = any(${ids.authorities}))
  select 'person' as kind, id, name, title, organisation_id, null as code from people_
  union all select 'function', id, name, null, organisation_id, null from functions_
  union all select 'authority', id, name, null, organisation_id, null from authorities_
  union all select 'group', id, name, null, null, null from groups where id = any(${ids.groups})
  union all select 'organisation', id, name, null, null, code from organisations where id = any(${ids.organisations})
    or id = any(array(select organisation_id from people_ union all select organisation_id from functions_ union all select organisation_id from authorities_))`;

const given = `with ${named({ people: '$1', functions: '$2', authorities: '$3', groups: '$4', organisations: '$5' })}`;

const inMeeting = `with
  called as materialized (select organiser_id, owner_authority_id, group_id from meetings where id = $1),
  taking as materialized (select person_id, function_id, answered_by, organisation_id from participants where meeting_id = $1 and removed_at is null),
  ${named({
    people: 'array(select organiser_id from called union select person_id from taking union select answered_by from taking)', functions: 'array(select function_id from taking)',
    authorities: 'array(select owner_authority_id from called)', groups: 'array(select group_id from called)', organisations: 'array(select organisation_id from taking)',
  })}`;

/** The names behind ids, in one query. */
export const namesOf = async (tx: Tx, ids: Partial<Record<Kinds, string[]>>): Promise<Names> =>
  found(await tx.query<Named>(given, [ids.people ?? [], ids.functions ?? [], ids.authorities ?? [], ids.groups ?? [], ids.organisations ?? []]));

/** The names in a meeting, as far as the actor may see it, in one query. */
export const namesIn = async (tx: Tx, meetingId: string): Promise<Names> => found(await tx.query<Named>(inMeeting, [meetingId]));

function found(rows: readonly Named[]): Names {
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
