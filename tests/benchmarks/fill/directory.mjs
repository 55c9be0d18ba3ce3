/** The directory's copy of one service: the other organisations with an authority, a unit, a function and three groups each; people, a tenth of them of the giant; forty groups of the giant. */
export const directory = (schema, { organisations, people, giant, small }) => [
  `insert into ${schema}.organisations select made(1, k), 1, k, 'O' || k, 'Organisation ' || k, 'kommun', 'idp-' || k, true, 'active' from generate_series(3, ${organisations}) k`,
  `insert into ${schema}.authorities select made(2, k), 1, k, made(1, k), 'Socialnämnden ' || k from generate_series(3, ${organisations}) k`,
  `insert into ${schema}.units select made(3, k), 1, k, made(2, k), 'Enheten ' || k from generate_series(3, ${organisations}) k`,
  `insert into ${schema}.people
    select made(4, n), 1, n, o, a, u, 'home-' || n, 'Person ' || n, 'Handläggare', 'p' || n || '@example.se', 'sv', '{}', 'active', timestamptz '2020-01-01Z', null
    from generate_series(1, ${people}) n cross join lateral (select n % ${organisations - 2} + 3 as k) of,
      lateral (select case when n % 10 = 0 then '${giant.organisation}'::uuid else made(1, k) end as o, case when n % 10 = 0 then '${giant.authority}'::uuid else made(2, k) end as a, case when n % 10 = 0 then '${giant.unit}'::uuid else made(3, k) end as u) at`,
  `insert into ${schema}.functions select made(5, k), 1, k, made(3, k), made(2, k), made(1, k), 'Funktionen ' || k, 'f' || k || '@example.se' from generate_series(3, ${organisations}) k
    union all select made(5, 1), 1, 1, '${giant.unit}'::uuid, '${giant.authority}'::uuid, '${giant.organisation}'::uuid, 'Brå-samordnaren', 'bra@example.se'
    union all select made(5, 2), 1, 2, '${small.unit}'::uuid, '${small.authority}'::uuid, '${small.organisation}'::uuid, 'Säkerhetssamordnaren', 'sak@example.se'`,
  `insert into ${schema}.holdings select made(5, k), made(4, k), timestamptz '2020-01-01Z', null::timestamptz from generate_series(3, ${organisations}) k
    union all select made(5, 1), '${giant.person}'::uuid, timestamptz '2020-01-01Z', null union all select made(5, 2), '${small.person}'::uuid, timestamptz '2020-01-01Z', null`,
  `insert into ${schema}.groups select made(6, g), 1, g, 'Gruppen ' || g, 'GENERAL', '${giant.authority}'::uuid, 2, 'established' from generate_series(1, 39) g
    union all select made(6, g), 1, g, 'Gruppen ' || g, 'GENERAL', made(2, (g - 100) / 3 + 3), 2, 'established' from generate_series(100, ${99 + (organisations - 2) * 3}) g`,
  `insert into ${schema}.memberships select made(7, g * 10 + m), 1, g, made(6, g), case when m = 0 and g < 40 then '${giant.person}'::uuid else made(4, (g * 31 + m * 7) % ${people} + 1) end, case m when 0 then 'secretary' else 'member' end, timestamptz '2020-01-01Z', null
    from (select g from generate_series(1, 39) g union all select g from generate_series(100, ${99 + (organisations - 2) * 3}) g) all_groups, generate_series(0, 7) m`,
];
