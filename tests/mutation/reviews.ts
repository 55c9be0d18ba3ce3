import type { GroupName, Who } from '../leaks/histories/county.js';
import type { Call } from './calls.js';

/** bo's organisation and fia's each have an open review, and bo's one that is closed. */
const reviews = [
  { id: '0199c0de-0000-7000-8000-0000000000c1', of: 'bo', closed: false }, { id: '0199c0de-0000-7000-8000-0000000000c2', of: 'fia', closed: false }, { id: '0199c0de-0000-7000-8000-0000000000c3', of: 'bo', closed: true },
] as const satisfies readonly { id: string; of: Who; closed: boolean }[];

/** Seats in them, and who may decide: in sight by level and authority, of another than oneself, of a membership that holds, in a review that is open. gun's membership has ended. */
const seats = [
  { id: '0199c0de-0000-7000-8000-0000000000d1', review: 0, in: 'UNG', person: 'erik', level: 2, authority: null, may: 'bo' }, { id: '0199c0de-0000-7000-8000-0000000000d2', review: 0, in: 'UNG', person: 'cilla', level: 2, authority: null, may: 'bo' },
  { id: '0199c0de-0000-7000-8000-0000000000d3', review: 0, in: 'LAN', person: 'bo', level: 2, authority: null, may: null }, { id: '0199c0de-0000-7000-8000-0000000000d4', review: 0, in: 'SIG', person: 'cilla', level: 3, authority: 'SN', may: null },
  { id: '0199c0de-0000-7000-8000-0000000000d5', review: 0, in: 'SIG', person: 'erik', level: 3, authority: 'KS', may: 'bo' }, { id: '0199c0de-0000-7000-8000-0000000000d6', review: 1, in: 'SIG', person: 'erik', level: 3, authority: null, may: null },
  { id: '0199c0de-0000-7000-8000-0000000000d7', review: 1, in: 'LAN', person: 'fia', level: 2, authority: null, may: null }, { id: '0199c0de-0000-7000-8000-0000000000d8', review: 1, in: 'UNG', person: 'erik', level: 2, authority: null, may: 'fia' },
  { id: '0199c0de-0000-7000-8000-0000000000d9', review: 2, in: 'UNG', person: 'cilla', level: 2, authority: null, may: null }, { id: '0199c0de-0000-7000-8000-0000000000da', review: 0, in: 'UNG', person: 'gun', level: 2, authority: null, may: null },
] as const satisfies readonly { id: string; review: number; in: GroupName; person: Who; level: number; authority: string | null; may: Who | null }[];

type Sql = (service: string, statement: string) => Promise<unknown>;
type Id = (label: string) => string;

/** The reviews, their seats, and who may decide of them. */
export async function fillReviews(sql: Sql, id: Id): Promise<void> {
  for (const { id: one, of, closed } of reviews) await sql('directory', `insert into reviews select '${one}', 1, organisation_id, now() - interval '1 day', null, current_date + 60, now() + interval '60 days', ${closed ? 'now()' : 'null'} from people where id = '${id(of)}'`);
  for (const { id: one, review, in: group, person, level, authority } of seats) {
    await sql('directory', `insert into review_seats (id, review_id, organisation_id, membership_id, group_id, group_name, group_level, required_level, authority_id, person_id, role, since, place)
      select '${one}', r.id, r.organisation_id, m.id, m.group_id, 'Gruppen', 'GENERAL', ${level}, ${authority ? `'${id(authority)}'` : 'null'}, m.person_id, m.role, m.valid_from, 1
        from reviews r, memberships m where r.id = '${reviews[review]!.id}' and m.group_id = '${id(group)}' and m.person_id = '${id(person)}' order by m.valid_from desc limit 1`);
  }
}

/** Only who answers for a seat decides of it, and never to give more; only an organisation's own administrators open its review. */
export const ofReviews = (id: Id): Call[] => {
  const call = (of: string, sql: string, may: Who | null): Call => ({ service: 'directory', of, sql, may: (who) => who === may });
  const attest = (seat: string, asked: object, may: Who | null): Call => call('attest_seat', `select attest_seat('${seat}', '${JSON.stringify({ decision: 'keep', ...asked })}')`, may);
  const opening = (of: Who, may: Who | null): Call => call('open_review', `select open_review(gen_random_uuid(), (select organisation_id from people where id = '${id(of)}'), '2036-05-31', '2036-06-01')`, may);
  const change = { decision: 'change', reason: 'Skäl' };
  const [first, second] = [seats[0].id, seats[1].id];
  return [
    opening('bo', 'bo'), opening('fia', 'fia'), opening('gun', null), ...seats.map(({ id: seat, may }) => attest(seat, {}, may)), { ...attest(seats[4].id, {}, null), level: 2 },
    attest(second, { ...change, role: 'calendar' }, 'bo'), attest(second, { ...change, role: 'chair' }, null), attest(first, { ...change, validTo: '2020-01-01T00:00:00Z' }, null), attest(first, { ...change, validTo: '2036-01-01T00:00:00Z' }, 'bo'),
    { ...attest(first, { ...change, validTo: '2036-01-01T00:00:00Z' }, null), before: "update memberships set valid_to = '2035-01-01' where valid_to is null" },
  ];
};
