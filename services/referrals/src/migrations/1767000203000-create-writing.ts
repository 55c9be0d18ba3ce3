import type { Migration } from '@knutpunkt/persistence';

/** These run as their caller, row by row under the policies: they only save round trips. */
export const createWriting: Migration = {
  name: '1767000203000-create-writing',
  up: () => [
    `create function write_draft(written jsonb) returns void language plpgsql as $$
      begin
        insert into referrals (id, kind, state, ball, sender_unit_id, sender_authority_id, sender_organisation_id, sender_person_id, function_id, receiver_authority_id, receiver_organisation_id, reply_within, created_at)
          select (r).id, (r).kind, 'draft', 'sender', (r).sender_unit_id, (r).sender_authority_id, (r).sender_organisation_id, (r).sender_person_id, (r).function_id, (r).receiver_authority_id,
            (r).receiver_organisation_id, (r).reply_within, (r).created_at from jsonb_populate_record(null::referrals, written->'referral') r;
        perform open_sender_side((written->'referral'->>'id')::uuid, (written->>'sideId')::uuid);
        insert into referral_texts select * from jsonb_populate_record(null::referral_texts, written->'text');
        insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id)
          values ('person', me()::text, my_organisation(), (written->>'assuranceLevel')::int, 'referral.drafted', (written->'referral'->>'id')::uuid);
      end $$`,
    `create function write_step(written jsonb) returns void language plpgsql as $$
      declare of_referral uuid := (written->>'referralId')::uuid;
      begin
        update referrals set state = written->>'state', ball = written->>'ball', facts = facts + 1 where id = of_referral;
        insert into referral_texts select * from jsonb_populate_recordset(null::referral_texts, written->'texts');
        insert into referral_changes select * from jsonb_populate_record(null::referral_changes, written->'change');
        perform touch_sides(of_referral);
        insert into audit (actor_kind, actor_id, organisation_id, assurance_level, action, object_id, details)
          values ('person', me()::text, my_organisation(), (written->>'assuranceLevel')::int, written->>'action', of_referral, written->'details');
        insert into outbox (envelope) values (written->'envelope');
      end $$`,
  ],
};
