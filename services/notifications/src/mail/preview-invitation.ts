import { Controller } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { EndsBeforeStart, InvitationOfMeeting, NoSuchDate, NotFound, PreviewInvitation, Problem, type InvitationPreview } from '@knutpunkt/contracts';
import { Freshness } from '@knutpunkt/access';
import { audit, Db, type ActorTx, type Tx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { MailSettings } from '../mail-settings.js';
import type { MatterFacts } from './matter-facts.js';
import { previewOf } from './previewed.js';
import type { Recipient } from './letter.js';

/** Stands in the link until the meeting has an id of its own. */
const notCalledYet = '00000000-0000-0000-0000-000000000000';

type Group = Pick<MatterFacts, 'level' | 'groupName'>;
type Row = { readonly id: string; readonly group_id: string | null; readonly group_level: MatterFacts['level']; readonly starts_at: Date; readonly ends_at: Date; readonly zone: string; readonly place: string; readonly online: boolean; readonly sequence: number };

/** Whoever calls a meeting sees what will lie, or lies, in each kind of recipient's mailbox. */
@Controller()
export class PreviewInvitationHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness, private readonly settings: MailSettings) {}

  @Handles(PreviewInvitation)
  preview({ caller, now, input: { times, zone, place, online, groupId } }: Call<typeof PreviewInvitation>): Promise<InvitationPreview> {
    return this.db.as(caller, async (tx) => {
      const group = await this.groupOf(tx, groupId);
      const periods = times.map(({ starts, ends }, at) => periodAt(at, { startsAt: instantOf(starts, zone, `/times/${at}/starts`), endsAt: instantOf(ends, zone, `/times/${at}/ends`) }));
      return this.shown(tx, periods.map((period) => ({ ...group, ...period, id: notCalledYet, zone, place, online, sequence: 0 })), now);
    });
  }

  @Handles(InvitationOfMeeting)
  ofMeeting({ caller, now, input: { meetingId } }: Call<typeof InvitationOfMeeting>): Promise<InvitationPreview> {
    return this.db.as(caller, async (tx) => {
      const [row] = await tx.query<Row>("select m.* from matters m where m.id = $1 and m.kind = 'meeting' and sight_of(m.id) = 'content'", [meetingId]);
      if (!row) throw new Problem(NotFound);
      if (row.group_level === 'INDIVIDUAL') await this.readIndividual(tx, row.id);
      const [group] = await tx.query<{ name: string }>('select name from groups where id = $1', [row.group_id]);
      return this.shown(tx, [{ id: row.id, level: row.group_level, groupName: group?.name ?? null, startsAt: row.starts_at, endsAt: row.ends_at, zone: row.zone, place: row.place, online: row.online, sequence: row.sequence }], calledAt(row.id, now));
    });
  }

  /** That an individual-level meeting is to be is itself of that level: reading it leaves a row in the log. */
  private async readIndividual(tx: ActorTx, meetingId: string): Promise<void> {
    this.freshness.require();
    await audit(tx, { action: 'meeting.read', objectId: meetingId });
  }

  /** Throws NotFound for a group that is not the reader's. */
  private async groupOf(tx: Tx, groupId: string | null): Promise<Group> {
    if (groupId === null) return { level: 'GENERAL', groupName: null };
    const [group] = await tx.query<{ level: MatterFacts['level']; name: string }>('select level, name from groups where id = $1 and id = any(my_audiences())', [groupId]);
    if (!group) throw new Problem(NotFound);
    if (group.level === 'INDIVIDUAL') this.freshness.require();
    return { level: group.level, groupName: group.name };
  }

  private async shown(tx: Tx, meetings: readonly MatterFacts[], now: Date): Promise<InvitationPreview> {
    const [reader] = await tx.query<Recipient>('select email, locale from people where id = me()');
    const { answers, mailFrom } = this.settings;
    return previewOf({ meetings, hub: this.settings, reader: { email: reader!.email || mailFrom, locale: reader!.locale }, answersTo: answers && answers.address.replace('@', '+…@'), now });
  }
}

/** When a meeting was called, which its id tells (RFC 9562 §5.7: the first 48 bits are milliseconds since 1970); `now` for an id that tells nothing. Late is what was late then. */
const calledAt = (id: string, now: Date): Date => (id[14] === '7' ? new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : now);

/** A UTC instant, or what the clocks of a zone show: the first of two where they show it twice, an hour later where they skip it. */
function instantOf(text: string, zone: string, pointer: string): Date {
  try {
    if (text.endsWith('Z')) return new Date(text);
    const [, local, offset] = /^(.{16})(.*)$/.exec(text)!;
    return new Date(offset ? `${local}${offset}` : Temporal.PlainDateTime.from(local!, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds);
  } catch {
    throw Problem.at(NoSuchDate, pointer, 'There is no such date or time.');
  }
}

function periodAt(at: number, period: { startsAt: Date; endsAt: Date }): typeof period {
  if (!(period.endsAt > period.startsAt)) throw Problem.at(EndsBeforeStart, `/times/${at}/ends`, 'The meeting must end after it starts.');
  return period;
}
