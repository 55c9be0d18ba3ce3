/** The n-th requests: a third from the giant's unit, a tenth to the function that its coordinator holds; most are closed, the others wait for the receiver. */
export const requestsOf = ({ organisations, people, giant }) => (slice) => {
  const to = `(n * 7919) % ${organisations - 2} + 3`;
  const rows = `(select n, n % 3 = 0 as from_giant, n % 10 = 1 as to_giant, n % 5 <> 0 as closed, now() - n * interval '2 minutes' as at from ${slice} n) r`;
  const unit = `case when from_giant then '${giant.unit}'::uuid else made(3, n % ${organisations - 2} + 3) end`;
  const receiver = `case when to_giant then made(5, 1) else made(5, ${to}) end`;
  const sender = `case when from_giant then '${giant.person}'::uuid else made(4, n % ${people} + 1) end`;
  return [
    `insert into referrals.referrals (id, kind, state, ball, sender_unit_id, sender_authority_id, sender_organisation_id, sender_person_id, function_id, receiver_authority_id, receiver_organisation_id, receiver_side, reply_within, reply_due, reply_due_at, created_at, sent_at)
      select made(20, n), 'REQUEST', case when closed then 'closed' else 'received' end, case when closed then 'nobody' else 'receiver' end, ${unit}, '${giant.authority}'::uuid, '${giant.organisation}'::uuid, ${sender}, ${receiver}, made(2, ${to}), made(1, ${to}), made(21, n * 2 + 1),
        10, (at + interval '14 days')::date, at + interval '14 days', at, at from ${rows}`,
    `insert into referrals.sides (id, referral_id, role, unit_id, function_id) select made(21, n * 2), made(20, n), 'sender', ${unit}, null from ${rows} union all select made(21, n * 2 + 1), made(20, n), 'receiver', null, ${receiver} from ${rows}`,
    `insert into referrals.side_audiences (audience_id, side_id, referral_id, role, kind, level, valid_from, sort_at, due_at, ball_here)
      select ${unit}, made(21, n * 2), made(20, n), 'sender', 'unit', 'content', timestamptz '2020-01-01Z', at, at + interval '14 days', false from ${rows}
      union all select ${receiver}, made(21, n * 2 + 1), made(20, n), 'receiver', 'function', 'content', timestamptz '2020-01-01Z', at, at + interval '14 days', not closed from ${rows}`,
    `insert into referrals.referral_texts (id, referral_id, side_id, kind, title, body, at, by_person_id) select made(22, n), made(20, n), null, 'request', 'Förfrågan ' || n, 'Kan ni komma till mötet?', at, ${sender} from ${rows}`,
  ];
};
