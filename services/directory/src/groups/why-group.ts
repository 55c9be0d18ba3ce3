import { Controller } from '@nestjs/common';
import { NotFound, Problem, WhyISeeGroup, type Why, type WhyReason } from '@knutpunkt/contracts';
import { Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { purposeOfSeat, validNow } from '../refs.js';
import { visibleGroup, type GroupRow } from './group-rows.js';

type Seat = Pick<WhyReason, 'role' | 'agreement' | 'purpose'> & { readonly since: Date; readonly until: Date | null };

/** My own seats in the group; what they rest on is told by name. */
const seats = `
  select m.role, m.valid_from as since, m.valid_to as until, case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as agreement, ${purposeOfSeat('m.agreement_id', 'g')} as purpose
    from memberships m join groups g on g.id = m.group_id left join agreements_i_rest_on() a on a.id = m.agreement_id where m.group_id = $1 and m.person_id = me() and ${validNow('m')} order by m.valid_from, m.id`;

/** What an administrator has to do with the group: that the own organisation owns it, or that own people sit in it or wait for a key to it. */
const administered = `
  select o.id, o.name, ($1 = any(groups_i_administer()) or exists (select from groups g where g.id = $1 and g.status = 'archived')) as owns,
         $1 = any(groups_of_my_people(now())) or exists (select from nominations n where n.group_id = $1 and n.state = 'pending' and n.expires_at > now()) as concerns
    from organisations o where o.id = my_organisation()`;

@Controller()
export class WhyGroupHandler {
  constructor(private readonly db: Db) {}

  @Handles(WhyISeeGroup)
  why({ caller, input }: Call<typeof WhyISeeGroup>): Promise<Why> {
    return this.db.as(caller, async (tx) => {
      const group = await visibleGroup(tx, input.groupId);
      if (!group) throw new Problem(NotFound);
      return { reasons: [...(await asMember(tx, group)), ...(await asAdministrator(tx, group))] };
    });
  }
}

async function asMember(tx: ActorTx, { id, name }: GroupRow): Promise<WhyReason[]> {
  const rows = await tx.query<Seat & Record<string, unknown>>(seats, [id]);
  return rows.map(({ role, agreement, purpose, since, until }) => ({
    through: 'group', id, name, level: role === 'calendar' ? 'shell' : 'content', since: since.toISOString(), until: until && until.toISOString(), role, addressedTo: null, agreement, purpose,
  }));
}

async function asAdministrator(tx: ActorTx, group: GroupRow): Promise<WhyReason[]> {
  if (!tx.actor.roles.includes('administrator')) return [];
  const [found] = await tx.query<{ id: string; name: string; owns: boolean; concerns: boolean }>(administered, [group.id]);
  if (!found || !(found.owns || found.concerns)) return [];
  return [{ through: 'administration', id: found.id, name: found.name, level: found.owns ? 'content' : 'shell', since: null, until: null, role: null, addressedTo: null, agreement: null, purpose: null }];
}
