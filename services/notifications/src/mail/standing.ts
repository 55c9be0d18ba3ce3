import type { Tx } from '@knutpunkt/persistence';
import type { QueuedFacts, QueuedMail } from './queued-mail.js';
import type { Recipient } from './letter.js';
import { isPlain } from './plain-letter.js';
import { validAt } from '../migrations/1766000030000-create-matters.js';

/** Why a mail is not sent. Kept with the row, and never a text. */
export type DropReason = 'recipient-gone' | 'no-address' | 'no-right' | 'not-invited' | 'invited-again' | 'nothing-mailed' | 'nothing-asked';

/** How a queued mail stands at the moment of sending. */
export type Standing = { readonly drop: DropReason } | { readonly recipient: Recipient; readonly groupName: string | null; readonly mailed: QueuedFacts | null };

interface Row { readonly id: string; readonly email: string | null; readonly locale: 'sv' | 'en'; readonly invited: boolean; readonly asked: boolean; readonly may: boolean; readonly group_name: string | null; readonly mailed: QueuedFacts | null; readonly mailed_kind: string | null }

const standing = `
  select m.id, coalesce(p.email, f.email) as email, coalesce(p.locale, 'sv') as locale, g.name as group_name, last.facts as mailed, last.kind as mailed_kind,
    exists (select from matter_participants mp where mp.matter_id = m.matter_id and coalesce(mp.person_id, mp.function_id) = m.recipient_id) as invited,
    exists (select from matters t where t.id = m.matter_id and t.status = 'called' and t.starts_at > now()) as asked,
    not exists (select from unnest(array[m.matter_id, m.about_id]) as needed(id) where needed.id is not null and not case m.recipient_kind
      when 'person' then exists (select from viewers(needed.id, now()) v where v.person_id = m.recipient_id and v.whole_from is not null)
      else exists (select from matter_audiences a where a.matter_id = needed.id and a.audience = m.recipient_id and a.level = 'content' and ${validAt('a', 'now()')}) end) as may
  from mails m
  left join people p on m.recipient_kind = 'person' and p.id = m.recipient_id and p.status in ('active', 'dormant') and ${validAt('p', 'now()')}
    and exists (select from organisations o where o.id = p.organisation_id and o.status = 'active')
  left join functions f on m.recipient_kind = 'function' and f.id = m.recipient_id and f.status = 'active' and exists (select from organisations o where o.id = f.organisation_id and o.status = 'active')
  left join groups g on g.id = (m.facts->>'groupId')::uuid
  left join lateral (select e.facts, e.kind from mails e where e.recipient_id = m.recipient_id and e.matter_id = m.matter_id and e.seq < m.seq and e.letter_id is not null and e.kind in ('invited', 'rescheduled', 'cancelled', 'removed', 'resent', 'reminded')
    and (e.sent_at is not null or e.attempts > 0) order by e.seq desc limit 1) last on true
  where m.id = any($1::uuid[])`;

/** Asks, now, whether the recipients of these mails may still be told: by the mail's id. A meeting that is taken away is told by what was mailed before, and only where something was. */
export async function standingsOf(tx: Tx, rows: readonly QueuedMail[]): Promise<Map<string, Standing>> {
  const now = new Map((await tx.query<Row>(standing, [rows.map((row) => row.id)])).map((row) => [row.id, row]));
  return new Map(rows.flatMap((row) => { const found = now.get(row.id); return found ? [[row.id, standingIn(row, found)]] : []; }));
}

function standingIn(row: QueuedMail, now: Row): Standing {
  const drop = reasonToDrop(row, now);
  if (drop) return { drop };
  const { email, locale, group_name: groupName, mailed } = now;
  return { recipient: { email: email!, locale }, groupName, mailed: row.kind === 'removed' ? mailed : null };
}

function reasonToDrop({ kind }: QueuedMail, { email, invited, asked, may, mailed, mailed_kind }: Row): DropReason | null {
  if (email === null) return 'recipient-gone';
  if (email === '') return 'no-address';
  if (isPlain(kind)) return may ? null : 'no-right';
  if (kind === 'reminded' && invited && !asked) return 'nothing-asked';
  if (kind !== 'removed') return invited ? (may ? null : 'no-right') : 'not-invited';
  if (invited && may) return 'invited-again';
  return mailed && mailed_kind !== 'cancelled' && mailed_kind !== 'removed' ? null : 'nothing-mailed';
}
