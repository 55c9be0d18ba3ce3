import { Controller } from '@nestjs/common';
import { NotFound, OwnNotes, Problem, WriteOwnNotes, type Output, type PersonRef } from '@knutpunkt/contracts';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { personRef } from './reading/refs.js';

type Notes = Output<typeof OwnNotes>;
interface NotesRow { readonly id: string; readonly notes: string; readonly notes_version: number; readonly notes_at: Date | null; readonly writer: PersonRef | null }

/** A side's own notes: a version of their own, so that not even the request's view shows that they moved. */
@Controller()
export class OwnNotesHandler {
  constructor(private readonly db: Db) {}

  @Handles(OwnNotes)
  read({ caller, input }: Call<typeof OwnNotes>): Promise<Notes> {
    return this.db.as(caller, async (tx) => viewOf(await notesOf(tx, input.referralId)));
  }

  @Handles(WriteOwnNotes)
  write(call: Call<typeof WriteOwnNotes>): Promise<Notes> {
    const { referralId, text } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, referralId))) {
        const row = await notesOf(tx, referralId, 'for update of s');
        requireVersion(call, versionOf(row));
        refuseIdentityNumbers({ text });
        await tx.query('update sides set notes = $2, notes_version = notes_version + 1, notes_at = $3, notes_by = $4 where id = $1', [row.id, text, call.now, tx.actor.personId]);
        await audit(tx, { action: 'referral.noted', objectId: referralId, details: { side: row.id } });
      }
      return viewOf(await notesOf(tx, referralId));
    });
  }
}

async function notesOf(tx: ActorTx, referralId: string, lock = ''): Promise<NotesRow> {
  const [row] = await tx.query<NotesRow>(
    `select s.id, s.notes, s.notes_version, s.notes_at, ${personRef('s.notes_by')} as writer from sides s where s.referral_id = $1 and s.ended_at is null order by s.role = 'receiver' limit 1 ${lock}`, [referralId]);
  if (!row) throw new Problem(NotFound);
  return row;
}

const versionOf = (row: NotesRow): string => `n${row.notes_version}`;
const viewOf = (row: NotesRow): Notes => ({ version: versionOf(row), text: row.notes, at: row.notes_at?.toISOString() ?? null, by: row.writer });
