import { definerFunction, type Migration } from '@knutpunkt/persistence';

const mine = 'a.audience_id = any(my_audiences()) and a.valid_from <= statement_timestamp() and (a.valid_to is null or a.valid_to > statement_timestamp())';
const refused = "raise exception 'not yours to share' using errcode = 'insufficient_privilege'";
const mustReach = (service: string, role = ''): string =>
  `if session_user <> '${service}_worker' and not exists (select from side_audiences a where a.referral_id = of_referral ${role} and ${mine}) then ${refused}; end if;`;

/** The only ways that sides and audiences are written for an actor: nobody can let himself in, nor reach into the other side's row. */
export const createSides: Migration = {
  name: '1767000201000-create-sides',
  up: (service) => [
    ...definerFunction(service, 'open_sender_side(of_referral uuid, new_side uuid) returns void language plpgsql', `
      declare r referrals; begin
        select * into r from referrals where id = of_referral and state = 'draft' and sender_person_id = me();
        if not found or exists (select from sides where referral_id = of_referral) then ${refused}; end if;
        insert into sides (id, referral_id, role, unit_id, assignee_id, claimed_at) values (new_side, of_referral, 'sender', r.sender_unit_id, me(), now());
        insert into side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at, ball_here)
          values (r.sender_unit_id, new_side, of_referral, 'sender', 'unit', 'content', now(), r.created_at, true);
      end`, ['api']),
    // The receiver sees nothing before the hub delivers.
    ...definerFunction(service, 'add_receiver_side(of_referral uuid, new_side uuid) returns void language plpgsql', `
      declare r referrals; begin
        select * into r from referrals where id = of_referral and state = 'sent';
        if not found or not exists (select from side_audiences a where a.referral_id = of_referral and a.side_id = coalesce(r.receiver_side, a.side_id) and ${mine}) then ${refused}; end if;
        insert into sides (id, referral_id, role, function_id) values (new_side, of_referral, 'receiver', r.function_id);
        update referrals set receiver_side = new_side where id = of_referral;
      end`, ['api']),
    ...definerFunction(service, 'end_sight(of_referral uuid, of_side uuid) returns void language plpgsql', `
      begin ${mustReach(service, "and a.side_id = of_side and a.role = 'receiver'")}
        update sides set ended_at = now(), assignee_id = null, claimed_at = null where id = of_side;
        update side_audiences set valid_to = now(), ball_here = false where side_id = of_side;
      end`, ['api']),
    // Each side has a version of its own; what both see moves both.
    ...definerFunction(service, 'touch_sides(of_referral uuid) returns void language plpgsql', `
      begin ${mustReach(service)}
        update sides set version = version + 1 where referral_id = of_referral and ended_at is null;
      end`, ['api', 'worker']),
    ...definerFunction(service, 'audiences_of(of_referral uuid) returns setof side_audiences language plpgsql stable', `
      begin ${mustReach(service)}
        return query select * from side_audiences a where a.referral_id = of_referral and (a.valid_to is null or a.valid_to > statement_timestamp()) order by a.role desc;
      end`, ['api', 'worker']),
    ...definerFunction(service, 'unanswered_count() returns int language sql stable', `
      select count(*)::int from (select from referrals r where r.receiver_organisation_id = my_organisation() and r.state in ('sent', 'delivered') and r.receipt_due_at <= now()
        and exists (select from people p where p.id = me() and 'coordinator' = any(p.roles)) limit 100) counted`, ['api']),
    ...definerFunction(service, 'keep_ball() returns trigger language plpgsql', `
      begin
        update side_audiences set ball_here = (role = new.ball and (role = 'sender' or side_id = new.receiver_side)), due_at = new.reply_due_at
          where referral_id = new.id and valid_to is null;
        return new;
      end`, []),
    'create trigger referrals_keep_ball after update of ball, reply_due_at on referrals for each row execute function keep_ball()',
  ],
};
