import { History, type Deed } from './history.js';
import { by, onceEach, same, type Evidence, type Promised } from './promise.js';

interface PollSeen { readonly id: string; readonly status: string; readonly title: string; readonly facts: number; readonly times: number; readonly votes: string[]; readonly readers: string[]; readonly reminders: number; readonly meetings: number }
const polls = `
  select p.id, p.status, p.title, p.facts, (select count(*)::int from meetings.poll_options o where o.poll_id = p.id) as times,
         array(select v.person_id || ' ' || a.option || ' ' || a.vote from meetings.poll_votes a join meetings.poll_voters v using (poll_id, voter) where a.poll_id = p.id) as votes,
         array(select r.audience_id::text from meetings.poll_audiences r where r.poll_id = p.id and r.valid_to is null) as readers,
         (select count(*)::int from meetings.audit where object_id = p.id and action = 'poll.reminded') as reminders,
         (select count(*)::int from meetings.meetings m join meetings.meeting_contents c on c.meeting_id = m.id where m.id = p.meeting_id and c.title = p.title) as meetings
    from meetings.polls p`;

const times = (deeds: readonly Deed[], what: string): number => deeds.filter((deed) => deed.what === what).length;
const votes = (left: Record<string, string>): string[] => Object.entries(left).flatMap(([name, vote]) => (name.startsWith('vote ') ? [`${name.slice(5)} ${vote}`] : []));

/** A reminder is told of by the service's clock, soon after it was asked for, unless the poll is closed by then. */
const remindedRightly = ({ status, reminders }: PollSeen, asked: number): boolean => reminders === asked || (status !== 'open' && reminders < asked);

function pollIsRight(row: PollSeen, deeds: readonly Deed[]): boolean {
  const [left, asked] = [History.left(deeds), times(deeds, 'reminded')];
  return row.status === left['status'] && row.title === left['title'] && same(row.votes, votes(left)) && row.times === 2 + times(deeds, 'time-proposed')
    && row.facts === deeds.length - asked + row.reminders && remindedRightly(row, asked) && row.meetings === times(deeds, 'scheduled');
}

async function seenPolls({ see }: Evidence): Promise<Map<string, PollSeen>> {
  return new Map((await see<PollSeen>(polls)).map((row) => [row.id, row]));
}

async function lostPolls(evidence: Evidence, history: History): Promise<unknown[]> {
  const found = await seenPolls(evidence);
  return [...history.on('poll')].flatMap(([id, deeds]) => (found.has(id) && pollIsRight(found.get(id)!, deeds) ? [] : [{ id, row: found.get(id), deeds: deeds.map(({ what }) => what) }]));
}

async function doubledPolls(evidence: Evidence, history: History): Promise<unknown[]> {
  const titles = [...(await seenPolls(evidence)).values()].map(({ title }) => title);
  const asked = new Set(history.deeds.filter(({ on, what, outcome }) => on === 'poll' && what === 'opened' && outcome !== 'refused').map(({ leaves }) => leaves['title']));
  return titles.filter((title, at) => titles.indexOf(title) !== at || !asked.has(title));
}

async function leakedPolls(evidence: Evidence, history: History): Promise<unknown[]> {
  const found = await seenPolls(evidence);
  return [...history.on('poll')].flatMap(([id, deeds]) => {
    const readers = found.get(id)?.readers ?? [];
    return same(readers, (History.left(deeds)['readers'] ?? '').split(',')) ? [] : [{ id, readers }];
  });
}

interface SeriesSeen { readonly id: string; readonly version: number; readonly meetings: { status: string; clock: string; facts: number; title: string; changes: string[] | null }[] }
const series = `
  select s.id, s.version, (select json_agg(json_build_object('status', m.status, 'clock', to_char(m.starts_at at time zone m.zone, 'HH24:MI'), 'facts', m.facts, 'title', c.title,
      'changes', (select array_agg(h.what) from meetings.meeting_changes h where h.meeting_id = m.id)))
    from meetings.occurrences o join meetings.meetings m on m.id = o.meeting_id join meetings.meeting_contents c on c.meeting_id = m.id where o.series_id = s.id) as meetings from meetings.series s`;

function seriesIsRight({ version, meetings }: SeriesSeen, deeds: readonly Deed[]): boolean {
  const left = History.left(deeds);
  const done = deeds.map(({ what }) => what);
  return version === deeds.length && meetings.length === Number(left['meetings'])
    && meetings.every(({ status, clock, facts, title, changes }) => status === left['status'] && clock === left['clock'] && title === left['title'] && facts === deeds.length && same(changes ?? [], done));
}

async function lostSeries({ see }: Evidence, history: History): Promise<unknown[]> {
  const found = new Map((await see<SeriesSeen>(series)).map((row) => [row.id, row]));
  return [...history.on('series')].flatMap(([id, deeds]) => (found.has(id) && seriesIsRight(found.get(id)!, deeds) ? [] : [{ id, row: found.get(id), deeds: deeds.map(({ what }) => what) }]));
}

const told = ['opened', 'answered', 'time-proposed', 'reminded', 'closed', 'scheduled', 'cancelled'].map((what) => `'poll.${what}'`).join();

/** What is promised of polls and series. */
export const pollPromises: readonly Promised[] = [
  { name: 'every acknowledged change of a poll is there, once, with its answers and the meeting that came of it', against: ['lost', 'doubled'], broken: lostPolls },
  { name: 'no poll is there twice, nor one that nobody opened', against: ['doubled'], broken: doubledPolls },
  { name: 'every poll reaches those who were asked, and nobody else', against: ['lost', 'leaked'], broken: leakedPolls },
  { name: 'every change of a poll has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('meetings.polls', `object_id = t.id and action in (${told})`)) },
  { name: 'what was done to a series was done to each of its meetings, once', against: ['lost', 'doubled'], broken: lostSeries },
];
