import { Controller } from '@nestjs/common';
import { v7 } from 'uuid';
import { ChangeMeetingDraft, DiscardMeetingDraft, DraftMeeting, MeetingDraftDetails, MeetingDrafts, Problem, TooManyMeetingDrafts, meetingDraftLimits, type MeetingDraftSummary, type MeetingDraftView, type Output } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, type Call } from '@knutpunkt/service-kit';
import { lockGroup } from '../following/membership.js';
import { lockOwn } from '../availability/lock-own.js';
import { draftRow, draftRows, holdDraft, requireHeld, type DraftRow } from './draft-rows.js';
import { draftView, summariesOf } from './draft-view.js';
import { keepable } from './keepable.js';
import { planRemoval } from './draft-timers.js';

const insert = 'insert into meeting_drafts (id, group_id, group_level, title, about, place, link, people, functions, list_hidden, occasion, saved_at, person_id, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, me(), 1)';
const update = 'update meeting_drafts set (group_id, group_level, title, about, place, link, people, functions, list_hidden, occasion, saved_at, version) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, version + 1) where id = $1';

/** Taken before any draft is held, and before the own time, as by whoever follows the group's members: else each could wait for the other. */
const lockGroupOf = async (tx: ActorTx, { groupId }: { groupId?: string | undefined }): Promise<void> => { if (groupId) await lockGroup(tx, groupId, 'calling'); };

/** Meetings that are being prepared: each sees the own ones alone, and nobody is told of them. The log says that it was done, and no texts. */
@Controller()
export class KeepMeetingDraftHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  /** While it is not certain who belongs where, what is of an individual-level group is left out. */
  @Handles(MeetingDrafts)
  list({ caller }: Call<typeof MeetingDrafts>): Promise<Output<typeof MeetingDrafts>> {
    return this.db.as(caller, async (tx) => {
      const rows = await draftRows(tx);
      const isFresh = !this.freshness.staleness();
      return { items: await this.listed(tx, rows.filter((row) => isFresh || row.group_level === 'GENERAL')) };
    });
  }

  @Handles(MeetingDraftDetails)
  details({ caller, input }: Call<typeof MeetingDraftDetails>): Promise<MeetingDraftView> {
    return this.db.as(caller, (tx) => this.seen(tx, input.meetingDraftId));
  }

  @Handles(DraftMeeting)
  begin(call: Call<typeof DraftMeeting>): Promise<MeetingDraftView> {
    const id = v7();
    return this.db.as(call.caller, async (tx) => {
      const earlier = await once(tx, call, id);
      if (!earlier) {
        await lockGroupOf(tx, call.input);
        await lockOwn(tx);
        if ((await draftRows(tx)).length >= meetingDraftLimits.drafts) throw new Problem(TooManyMeetingDrafts);
        await this.write(tx, insert, { id, said: call.input, now: call.now });
        await audit(tx, { action: 'meeting.draft-begun', objectId: id });
      }
      return this.seen(tx, earlier ?? id);
    });
  }

  @Handles(ChangeMeetingDraft)
  change(call: Call<typeof ChangeMeetingDraft>): Promise<MeetingDraftView> {
    const { meetingDraftId: id, ...said } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, id))) {
        await lockGroupOf(tx, said);
        requireHeld(await holdDraft(tx, id), call.ifMatch);
        await this.write(tx, update, { id, said, now: call.now });
        await audit(tx, { action: 'meeting.draft-saved', objectId: id });
      }
      return this.seen(tx, id);
    });
  }

  @Handles(DiscardMeetingDraft)
  discard(call: Call<typeof DiscardMeetingDraft>): Promise<Output<typeof DiscardMeetingDraft>> {
    const { meetingDraftId: id } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (await once(tx, call, id)) return { id };
      requireHeld(await holdDraft(tx, id), call.ifMatch);
      await tx.query('delete from meeting_drafts where id = $1', [id]);
      await audit(tx, { action: 'meeting.draft-discarded', objectId: id });
      return { id };
    });
  }

  /** What is shown of individual level is audited. */
  private async listed(tx: ActorTx, rows: readonly DraftRow[]): Promise<MeetingDraftSummary[]> {
    const read = rows.filter((row) => row.group_level === 'INDIVIDUAL').map(({ id }) => id);
    if (read.length) await audit(tx, { action: 'meeting.draft-list', details: { drafts: read } });
    return summariesOf(tx, rows);
  }

  private async seen(tx: ActorTx, id: string): Promise<MeetingDraftView> {
    const row = await draftRow(tx, id);
    if (row.group_level === 'INDIVIDUAL') {
      this.freshness.require();
      await audit(tx, { action: 'meeting.draft-read', objectId: id });
    }
    return draftView(tx, row);
  }

  private async write(tx: ActorTx, statement: string, { id, said, now }: { id: string; said: Call<typeof DraftMeeting>['input']; now: Date }): Promise<void> {
    const level = await keepable(tx, said);
    if (level === 'INDIVIDUAL') this.freshness.require();
    const { groupId = null, title, about, place, link, people, functions, listHidden, occasion } = said;
    await tx.query(statement, [id, groupId, level, title, about, place, link, people, functions, listHidden, JSON.stringify(occasion), now]);
    await planRemoval(tx, id, now);
  }
}
