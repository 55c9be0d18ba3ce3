import { Inject, Injectable, Optional } from '@nestjs/common';
import { AuthorityChanged, FunctionChanged, GroupChanged, MembershipChanged, OrganisationChanged, PersonChanged, UnitChanged, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

type Row = Record<string, unknown> & { id: string; version: number; at: number };

/** Writes a state unless a newer one is there; tells whether it was written. */
async function keep(tx: Tx, table: string, row: Row): Promise<boolean> {
  const columns = Object.keys(row);
  const written = await tx.query(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (id) do update set ${columns.slice(1).map((c) => `${c} = excluded.${c}`).join(', ')} where ${table}.version < excluded.version returning id`,
    Object.values(row));
  return written.length > 0;
}

const consumer = 'directory';

/** What a service does, in the same transaction, when its copy of the directory has changed: what is kept and what follows from it never come apart. */
export interface DirectoryFollower {
  organisationKept?(tx: Tx, organisation: EventOf<typeof OrganisationChanged>['data']): Promise<void>;
  groupKept?(tx: Tx, group: EventOf<typeof GroupChanged>['data']): Promise<void>;
  membershipKept(tx: Tx, membership: EventOf<typeof MembershipChanged>['data']): Promise<void>;
  /** `before`: the authority that the person belonged to; null for somebody new. */
  personKept(tx: Tx, person: EventOf<typeof PersonChanged>['data'], before: string | null): Promise<void>;
}
export const directoryFollower = Symbol('directory follower');

/** Keeps the directory's facts locally, from its events; each carries the whole state. */
@Injectable()
export class DirectoryCopy {
  constructor(@Optional() @Inject(directoryFollower) private readonly follower?: DirectoryFollower) {}

  @OnEvent(OrganisationChanged, { consumer })
  async organisation({ data: d, aggregateversion: version }: EventOf<typeof OrganisationChanged>, tx: Tx): Promise<void> {
    const written = await keep(tx, 'organisations', { id: d.id, version, at: d.at, code: d.code, name: d.name, type: d.type, identity_provider: d.identityProvider, bound_by_osl: d.boundByOsl, status: d.status });
    if (written) await this.follower?.organisationKept?.(tx, d);
  }

  @OnEvent(AuthorityChanged, { consumer })
  async authority({ data: d, aggregateversion: version }: EventOf<typeof AuthorityChanged>, tx: Tx): Promise<void> {
    await keep(tx, 'authorities', { id: d.id, version, at: d.at, organisation_id: d.organisationId, name: d.name, status: d.status ?? 'active' });
  }

  @OnEvent(UnitChanged, { consumer })
  async unit({ data: d, aggregateversion: version }: EventOf<typeof UnitChanged>, tx: Tx): Promise<void> {
    await keep(tx, 'units', { id: d.id, version, at: d.at, authority_id: d.authorityId, name: d.name, status: d.status ?? 'active' });
  }

  @OnEvent(PersonChanged, { consumer })
  async person({ data: d, aggregateversion: version }: EventOf<typeof PersonChanged>, tx: Tx): Promise<void> {
    const [before] = this.follower ? await tx.query<{ authority_id: string }>('select authority_id from people where id = $1', [d.id]) : [];
    const written = await keep(tx, 'people', {
      id: d.id, version, at: d.at, organisation_id: d.organisationId, authority_id: d.authorityId, unit_id: d.unitId, home_id: d.homeId, name: d.name, title: d.title,
      email: d.email, locale: d.locale, roles: d.roles, status: d.status, valid_from: d.validFrom, valid_to: d.validTo,
    });
    if (written) await this.follower?.personKept(tx, d, before?.authority_id ?? null);
  }

  @OnEvent(FunctionChanged, { consumer })
  async function({ data: d, aggregateversion: version }: EventOf<typeof FunctionChanged>, tx: Tx): Promise<void> {
    const written = await keep(tx, 'functions', { id: d.id, version, at: d.at, unit_id: d.unitId, authority_id: d.authorityId, organisation_id: d.organisationId, name: d.name, email: d.email, status: d.status ?? 'active' });
    if (written) await keepHolders(tx, d);
  }

  @OnEvent(GroupChanged, { consumer })
  async group({ data: d, aggregateversion: version }: EventOf<typeof GroupChanged>, tx: Tx): Promise<void> {
    const written = await keep(tx, 'groups', { id: d.id, version, at: d.at, name: d.name, level: d.level, owner_authority_id: d.ownerAuthorityId, required_assurance_level: d.requiredAssuranceLevel, status: d.status, ends_at: d.endsAt ?? null });
    if (written) await this.follower?.groupKept?.(tx, d);
  }

  @OnEvent(MembershipChanged, { consumer })
  async membership({ data: d, aggregateversion: version }: EventOf<typeof MembershipChanged>, tx: Tx): Promise<void> {
    const written = await keep(tx, 'memberships', { id: d.id, version, at: d.at, group_id: d.groupId, person_id: d.personId, role: d.role, valid_from: d.validFrom, valid_to: d.validTo });
    if (written) await this.follower?.membershipKept(tx, d);
  }
}

async function keepHolders(tx: Tx, { id, holders }: EventOf<typeof FunctionChanged>['data']): Promise<void> {
  await tx.query('delete from holdings where function_id = $1', [id]);
  await tx.query('insert into holdings select $1, * from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[])',
    [id, holders.map((h) => h.personId), holders.map((h) => h.validFrom), holders.map((h) => h.validTo)]);
}
