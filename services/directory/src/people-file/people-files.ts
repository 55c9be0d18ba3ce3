import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { ImportPeopleFile, NotAllowed, NotFound, PreviewOutdated, PreviewPeopleFile, Problem, type FileRow, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Outbox } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { fingerprint, knownHere } from './known.js';
import { planOf, type Plan, type PlannedRow } from './plan.js';
import { readPeople } from './read-csv.js';
import { write, type Written } from './write.js';

@Controller()
export class PeopleFilesHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(PreviewPeopleFile)
  preview({ caller, input: { file, show, from, limit } }: Call<typeof PreviewPeopleFile>): Promise<Output<typeof PreviewPeopleFile>> {
    return this.db.as(caller, async (tx) => {
      requireAdministrator(tx);
      const { rows: cells, encoding, ignoredColumns } = readPeople(file);
      const { rows, counts, hash } = planOf(file, cells, await knownHere(tx));
      const shown = rows.filter(({ kind }) => kind === show);
      return { preview: hash, encoding, ignoredColumns: [...ignoredColumns], counts, items: shown.slice(from, from + limit).map(viewOf), next: from + limit < shown.length ? from + limit : null };
    });
  }

  @Handles(ImportPeopleFile)
  import(call: Call<typeof ImportPeopleFile>): Promise<Output<typeof ImportPeopleFile>> {
    return this.db.as(call.caller, async (tx) => {
      requireAdministrator(tx);
      const id = v7();
      const earlier = await once(tx, call, id);
      return earlier ? doneBefore(tx, earlier) : this.importing(tx, call, id);
    });
  }

  private async importing(tx: ActorTx, { input: { file, preview, leaving }, now }: Call<typeof ImportPeopleFile>, id: string): Promise<Written> {
    const { rows: cells } = readPeople(file);
    const before = await fingerprint(tx);
    const plan = planOf(file, cells, await knownHere(tx));
    // Compared before the lock: nobody makes all others wait for what is refused.
    requirePreviewed(plan, preview, leaving);
    const { place } = await nextPlace(tx);
    if ((await fingerprint(tx)) !== before) throw new Problem(PreviewOutdated);
    const written = await write(tx, this.outbox, { rows: plan.rows, leaving: [...new Set(leaving)], place, now });
    await audit(tx, { action: 'person.import', objectId: id, details: { ...written } });
    return written;
  }
}

function requireAdministrator(tx: ActorTx): void {
  if (!decide(tx.actor, 'person.import')) throw new Problem(NotAllowed);
}

/** Throws PreviewOutdated unless what would be done is what was shown, and those who leave were shown as absent. */
function requirePreviewed({ hash, rows }: Plan, preview: string, leaving: readonly string[]): void {
  const absent = new Set(rows.filter(({ kind }) => kind === 'absent').map(({ id }) => id));
  if (hash !== preview || leaving.some((id) => !absent.has(id))) throw new Problem(PreviewOutdated);
}

async function doneBefore(tx: ActorTx, id: string): Promise<Written> {
  const [row] = await tx.query<{ details: Written }>("select details from audit where object_id = $1 and action = 'person.import'", [id]);
  if (!row) throw new Problem(NotFound);
  return row.details;
}

const viewOf = ({ kind, line, id, homeId, name, unit, changes, faults }: PlannedRow): FileRow => ({ kind, line, id, homeId, name, unit, changes, faults });
