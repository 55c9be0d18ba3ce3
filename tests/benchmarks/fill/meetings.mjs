/** Which group the n-th meeting is of: three of the small organisation, a third of the giant's groups in turn, the others of everybody else's. */
export const groupOf = ({ meetings, organisations, giant, small }) => `case when n in (${meetings / 2 + 3_000}, ${meetings / 2 + 3_600}, ${meetings / 2 + 4_200}) then '${small.group}'::uuid
  when n % 10 < 3 then case (n / 10) % 40 when 0 then '${giant.group}'::uuid else made(6, (n / 10) % 40) end else made(6, 100 + (n * 7919) % ${(organisations - 2) * 3}) end`;

/** A meeting a minute, half of them before today, so that both lists are long. */
export const startOf = ({ meetings }) => `date_trunc('day', now()) + (n - ${meetings / 2}) * interval '1 minute'`;

export const organiserOf = ({ people, giant }) => `case when n % 10 < 3 then '${giant.person}'::uuid else made(4, (n + 13) % ${people} + 1) end`;

/** The n-th meetings of a slice, each with its content, three audiences and three participants. */
export const meetingsOf = (plan) => (slice) => [
  `insert into meetings.meetings (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, link, status, sequence, version, facts)
    select made(10, n), ${groupOf(plan)}, 'GENERAL', '${plan.giant.authority}'::uuid, ${organiserOf(plan)}, starts, starts + interval '45 minutes', 'Europe/Stockholm', 'Rådhuset', '', 'called', 0, 1, 1
    from ${slice} n, lateral (select ${startOf(plan)} as starts) at`,
  `insert into meetings.meeting_audiences (audience_id, meeting_id, level, kind, valid_from, starts_at, ends_at)
    select a.id, made(10, n), 'content', a.kind, timestamptz '2020-01-01Z', ${startOf(plan)}, ${startOf(plan)} + interval '45 minutes' from ${slice} n,
      lateral (values (${groupOf(plan)}, 'group'), (made(4, n % ${plan.people} + 1), 'person'), (made(5, n % ${plan.organisations - 2} + 3), 'function')) a(id, kind)`,
  `insert into meetings.meeting_contents select made(10, n), 'Möte ' || n, 'Vad vi ser, vad vi gör, vem som ringer vem.', null, 1 from ${slice} n`,
  `insert into meetings.participants (id, meeting_id, person_id, function_id, organisation_id, via, answer)
    select made(11, n * 4 + p.nth), made(10, n), p.person, p.function, made(1, n % ${plan.organisations - 2} + 3), p.via, p.answer from ${slice} n,
      lateral (values (0, ${organiserOf(plan)}::uuid, null::uuid, 'organiser', 'yes'), (1, made(4, n % ${plan.people} + 1), null, 'direct', null), (2, null, made(5, n % ${plan.organisations - 2} + 3), 'direct', 'maybe')) p(nth, person, function, via, answer)`,
];
