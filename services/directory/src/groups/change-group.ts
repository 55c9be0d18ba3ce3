import { Controller } from '@nestjs/common';
import { ArchiveGroup, ChangeGroup, EndsBeforeItBegins, NotAllowed, NotFound, Problem, RestGroup, ResumeGroup, WindUpGroup, WindUpTooLong, type Output } from '@knutpunkt/contracts';
import { decide, type Action } from '@knutpunkt/access';
import { Outbox, remindAt } from '@knutpunkt/messaging';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, once, refuseIdentityNumbers, requireVersion, type Call } from '@knutpunkt/service-kit';
import { changedFields } from '../access/log-details.js';
import { requireFreeName } from '../group-drafts/draft.js';
import { nextPlace } from '../memberships/add-member.js';
import { tellNomination } from '../nominations/tell-nomination.js';
import { visibleNomination } from '../nominations/nomination-rows.js';
import { factOf, tell } from '../tell.js';
import { viewOf } from './group-details.js';
import { endOfGroup } from './group-ends.js';
import { aboutGroup, visibleGroup, type GroupRow } from './group-rows.js';
import { requireGoingOn, stateAfter, type State, type Step } from './group-steps.js';

type View = Output<typeof ChangeGroup>;
type Changing = Pick<Call<typeof RestGroup>, 'caller' | 'now' | 'ifMatch' | 'idempotencyKey' | 'requestHash'> & { readonly input: { readonly groupId: string } };
type Work = (tx: ActorTx, group: GroupRow) => Promise<void>;

const longestDays = 366;
const statusOf: Readonly<Record<State, string>> = { established: 'established', resting: 'dormant', 'winding-up': 'dormant', archived: 'archived' };

/** What the owner's administrators do with a group that is established; each is told to the services that keep a copy of it. */
@Controller()
export class ChangeGroupHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ChangeGroup)
  rename(call: Call<typeof ChangeGroup>): Promise<View> {
    const { groupId: id, name, purpose } = call.input;
    return this.change(call, 'group.change', async (tx, group) => {
      requireGoingOn(group.state);
      refuseIdentityNumbers({ name, purpose });
      await requireFreeName(tx, name, id);
      await tx.query('select rename_group($1, $2, $3)', [id, name, purpose]);
      await audit(tx, { action: 'group.change', objectId: id, details: { groupId: id, after: 'changed', ...changedFields({ name: group.name, purpose: group.purpose }, { name, purpose }) } });
    });
  }

  @Handles(RestGroup)
  rest(call: Call<typeof RestGroup>): Promise<View> {
    return this.step(call, 'group.rest', null);
  }

  @Handles(ResumeGroup)
  resume(call: Call<typeof ResumeGroup>): Promise<View> {
    return this.step(call, 'group.resume', null);
  }

  @Handles(WindUpGroup)
  windUp(call: Call<typeof WindUpGroup>): Promise<View> {
    return this.step(call, 'group.wind-up', new Date(call.input.until));
  }

  @Handles(ArchiveGroup)
  archive(call: Call<typeof ArchiveGroup>): Promise<View> {
    return this.step(call, 'group.archive', call.now);
  }

  private step(call: Changing, step: Step, until: Date | null): Promise<View> {
    return this.change(call, step, async (tx, { id, state }) => {
      const after = stateAfter(state, step);
      if (after === 'winding-up') requireSoon(until!, call.now);
      const closed = await tx.query<{ id: string }>('select change_group($1, $2, case when $3::timestamptz is not null and $2 = $4 then now() else $3 end) as id', [id, statusOf[after], until, statusOf.archived]);
      await audit(tx, { action: step, objectId: id, details: { groupId: id, before: state, after, ...(after === 'winding-up' && { fromEnd: null, toEnd: until }) } });
      for (const one of closed) await this.closed(tx, one.id, call.now);
      if (until) await remindAt(tx, { kind: endOfGroup, subjectId: id, at: call.now });
    });
  }

  /** Both organisations hear that a nomination waits no more. */
  private async closed(tx: ActorTx, id: string, now: Date): Promise<void> {
    const row = await visibleNomination(tx, id);
    if (!row) return;
    await audit(tx, { action: 'nomination.withdraw', objectId: id, details: { groupId: row.groupId, personId: row.person.id, before: 'pending', after: 'withdrawn' } });
    await tellNomination(tx, this.outbox, row, now);
  }

  private change(call: Changing, action: Action, work: Work): Promise<View> {
    const { groupId: id } = call.input;
    return this.db.as(call.caller, async (tx) => {
      if (!(await once(tx, call, id))) {
        // Asked before the lock too: nobody makes all others wait for a change that is refused.
        await changeable(tx, call, action);
        await nextPlace(tx);
        await work(tx, await changeable(tx, call, action));
        await tell(tx, this.outbox, { kind: 'group', id, actor: factOf(tx), now: call.now });
      }
      return viewOf(tx, await seen(tx, id));
    });
  }
}

async function seen(tx: ActorTx, id: string): Promise<GroupRow> {
  const group = await visibleGroup(tx, id);
  if (!group) throw new Problem(NotFound);
  return group;
}

async function changeable(tx: ActorTx, call: Changing, action: Action): Promise<GroupRow> {
  const group = await seen(tx, call.input.groupId);
  requireVersion(call, String(group.version));
  if (!decide(tx.actor, action, aboutGroup(group))) throw new Problem(NotAllowed);
  return group;
}

/** Throws EndsBeforeItBegins or WindUpTooLong for when everybody's reading is to end. */
function requireSoon(until: Date, now: Date): void {
  if (until <= now) throw Problem.at(EndsBeforeItBegins, '/until', 'It would have ended already.');
  if (until.getTime() > now.getTime() + longestDays * 86_400_000) throw Problem.at(WindUpTooLong, '/until', 'Within a year.');
}
