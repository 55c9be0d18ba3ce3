/**
 * Tries a statement or each row, takes it back at once, and tells how many rows it met, or for each row whether it was let through: 1 where it was, 0 where it was not, x where it
 * was seen and refused. A new row that another constraint refuses was let through.
 */
export const tries = `
  create schema probing; grant usage on schema probing to public;
  create function probing.side_of(referral uuid) returns uuid language sql security definer as 'select receiver_side from referrals.referrals where id = referral';
  create function probing.poll_of(organiser uuid) returns uuid language sql security definer as 'select id from meetings.polls where organiser_id = organiser';
  create function probing.counted(sql text) returns text language plpgsql as $$
    declare met bigint; begin
      begin execute sql; get diagnostics met = row_count; raise exception using errcode = 'KP001', message = met::text;
      exception when insufficient_privilege then return 'refused'; when sqlstate 'KP001' then return sqlerrm; when others then return 'let through: ' || sqlerrm; end;
    end $$;
  create function probing.added(target text, columns text, candidates jsonb) returns text language plpgsql as $$
    declare candidate jsonb; done text := ''; begin
      for candidate in select * from jsonb_array_elements(candidates) loop
        begin
          execute format('insert into %s (%s) overriding system value select %s from jsonb_populate_record(null::%s, $1)', target, columns, columns, target) using candidate;
          raise exception using errcode = 'KP001';
        exception when insufficient_privilege then
          if sqlerrm like 'permission denied%' then return 'refused'; end if;
          done := done || '0';
        when others then done := done || '1'; end;
      end loop;
      return done;
    end $$;
  create function probing.changed(target text, setting text, ids uuid[]) returns text language plpgsql as $$
    declare one uuid; met bigint; done text := ''; begin
      foreach one in array ids loop
        begin
          execute format('update %s set %s where id = $1', target, setting) using one; get diagnostics met = row_count;
          raise exception using errcode = 'KP001', message = met::text;
        exception when insufficient_privilege then done := done || 'x'; when sqlstate 'KP001' then done := done || sqlerrm; end;
      end loop;
      return done;
    end $$;`;
