import { History, type Deed } from './history.js';
import { by, onceEach, same, type Evidence, type Promised } from './promise.js';

interface Seen { readonly id: string; readonly state: string; readonly function: string; readonly title: string; readonly changes: string[]; readonly texts: string[]; readonly delivered: number; readonly functions: string[]; readonly assignees: string[] }
const requests = `
  select r.id, r.state, r.function_id::text as function, t.title, array(select c.what from referrals.referral_changes c where c.referral_id = r.id and c.by_side is not null) as changes,
         array(select x.body from referrals.referral_texts x where x.referral_id = r.id and x.kind <> 'request') as texts,
         (select count(*)::int from referrals.referral_changes c where c.referral_id = r.id and c.what = 'delivered') as delivered,
         array(select a.audience_id::text from referrals.side_audiences a where a.referral_id = r.id and a.role = 'receiver' and a.valid_to is null) as functions,
         array(select s.assignee_id::text from referrals.sides s where s.referral_id = r.id and s.role = 'receiver' and s.assignee_id is not null) as assignees
    from referrals.referrals r left join referrals.referral_texts t on t.referral_id = r.id and t.kind = 'request'`;

/** Sent once and passed on n times, it is delivered n + 1 times; the last delivery is left out where it was recalled before. */
function deliveredRightly({ state, delivered }: Seen, deeds: readonly Deed[]): boolean {
  const sent = deeds.filter(({ what }) => what === 'sent' || what === 'passed-on').length;
  return delivered === sent || (state === 'recalled' && delivered === sent - 1);
}

function isRight(row: Seen, deeds: readonly Deed[]): boolean {
  const left = History.left(deeds);
  const said = Object.entries(left).flatMap(([name, text]) => (name.startsWith('text ') ? [text] : []));
  return row.state === left['state'] && row.title === left['title'] && row.function === left['function'] && same(row.changes, deeds.map(({ what }) => what).filter((what) => what !== 'drafted')) && same(row.texts, said) && deliveredRightly(row, deeds);
}

async function lost({ see }: Evidence, history: History): Promise<unknown[]> {
  const found = new Map((await see<Seen>(requests)).map((row) => [row.id, row]));
  return [...history.on('referral')].flatMap(([id, deeds]) => (found.has(id) && isRight(found.get(id)!, deeds) ? [] : [{ id, row: found.get(id), deeds: deeds.map(({ what }) => what) }]));
}

async function doubled({ see }: Evidence, history: History): Promise<unknown[]> {
  const titles = await see<{ title: string; times: number }>("select title, count(*)::int as times from referrals.referral_texts where kind = 'request' group by 1");
  const drafted = new Set(history.deeds.filter(({ on, what }) => on === 'referral' && what === 'drafted').map(({ leaves }) => leaves['title']));
  return titles.filter(({ title, times }) => times !== 1 || !drafted.has(title));
}

/** At the receiving side it reaches the function that has it, from delivery on, and no other. */
async function leaked({ see }: Evidence): Promise<unknown[]> {
  const rows = await see<Seen>(requests);
  return rows.filter(({ functions, function: now, delivered }) => !same(functions, delivered > 0 ? [now] : []));
}

async function claimedWrongly({ see }: Evidence, history: History): Promise<unknown[]> {
  const found = new Map((await see<Seen>(requests)).map((row) => [row.id, row]));
  return [...history.on('side')].flatMap(([id, deeds]) => {
    const { assignee } = History.left(deeds);
    return same(found.get(id)?.assignees ?? [], assignee ? [assignee] : []) ? [] : [{ id, assignees: found.get(id)?.assignees, assignee }];
  });
}

const told = ['sent', 'delivered', 'received', 'asked', 'answered', 'accepted', 'declined', 'passed-on', 'started', 'fed-back', 'recalled', 'closed', 'reminded'].map((what) => `'referral.${what}'`).join();

/** What is promised of requests. */
export const requestPromises: readonly Promised[] = [
  { name: 'every acknowledged step of a request is there, once, with its text and its deliveries', against: ['lost', 'doubled'], broken: lost },
  { name: 'no request is there twice, nor one that nobody drafted', against: ['doubled'], broken: doubled },
  { name: 'every request reaches the function that has it, and no other', against: ['lost', 'leaked'], broken: leaked },
  { name: 'every request is taken by who took it', against: ['lost'], broken: claimedWrongly },
  { name: 'every step of a request has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('referrals.referrals', `object_id = t.id and action in (${told})`)) },
  { name: 'every taking of a request has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('referrals.sides', "object_id = t.referral_id and details->>'side' = t.id::text and action in ('referral.claimed', 'referral.released')")) },
];
