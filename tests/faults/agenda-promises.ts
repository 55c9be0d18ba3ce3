import { History, type Deed } from './history.js';
import { by, onceEach, same, type Evidence, type Promised } from './promise.js';

interface ItemSeen { readonly id: string; readonly facts: number; readonly state: string; readonly title: string; readonly notes: string | null; readonly notes_version: number; readonly outcomes: string[]; readonly readers: string[] }
/** What moves past an item that its readers do not see is told of that one instead: how often something was moved is counted by itself. */
const ordered = (item: string): string => `(select count(*)::int from agendas.outbox where aggregate_id = ${item} and not again and envelope->'data'->>'what' = 'moved')`;
const items = `
  select i.id, i.facts - ${ordered('i.id')} as facts, i.state, c.title, n.text as notes, coalesce(n.version, 0) as notes_version, array(select o.text from agendas.outcomes o where o.item_id = i.id) as outcomes,
         array(select a.audience_id::text from agendas.item_audiences a where a.item_id = i.id) as readers
    from agendas.items i join agendas.item_contents c on c.item_id = i.id left join agendas.item_notes n on n.item_id = i.id`;

/** What is left of these deeds under names that begin so. */
const texts = (left: Record<string, string>, prefix: string): string[] => Object.entries(left).flatMap(([name, text]) => (name.startsWith(prefix) ? [text] : []));
const times = (deeds: readonly Deed[], what: string): number => deeds.filter((deed) => deed.what === what).length;

function itemIsRight(row: ItemSeen, deeds: readonly Deed[]): boolean {
  const left = History.left(deeds);
  return row.facts === deeds.length - times(deeds, 'moved') && row.state === left['state'] && row.title === left['title'] && (row.notes ?? undefined) === left['notes'] && row.notes_version === times(deeds, 'noted') && same(row.outcomes, texts(left, 'outcome '));
}

async function lostItems({ see }: Evidence, history: History): Promise<unknown[]> {
  const found = new Map((await see<ItemSeen>(items)).map((row) => [row.id, row]));
  return [...history.on('item')].flatMap(([id, deeds]) => (deeds.length === 0 || (found.has(id) && itemIsRight(found.get(id)!, deeds)) ? [] : [{ id, row: found.get(id), deeds: deeds.map(({ what }) => what) }]));
}

/** Every acknowledged move has its audit row, and every one in the log was told of. */
async function lostMoves({ see }: Evidence, history: History): Promise<unknown[]> {
  const logged = await see<{ id: string; moves: number }>("select object_id as id, count(*)::int as moves from agendas.audit where action = 'item.moved' group by 1");
  const found = new Map(logged.map(({ id, moves }) => [id, moves]));
  const untold = await see(`
    select i.agenda_id, count(distinct a.id) as logged, count(distinct o.created_at) as told from agendas.items i
      left join agendas.audit a on a.object_id = i.id and a.action = 'item.moved' left join agendas.outbox o on o.aggregate_id = i.id and not o.again and o.envelope->'data'->>'what' = 'moved'
    group by 1 having count(distinct a.id) <> count(distinct o.created_at)`);
  return [...untold, ...[...history.on('item')].filter(([id, deeds]) => (found.get(id) ?? 0) !== times(deeds, 'moved')).map(([id]) => id)];
}

/** A title belongs to one item, but for those that carry it on. */
async function doubledItems({ see }: Evidence, history: History): Promise<unknown[]> {
  const rows = await see<{ title: string; times: number }>('select c.title, count(*)::int as times from agendas.items i join agendas.item_contents c on c.item_id = i.id where i.carried_from is null group by 1');
  const counts = new Map(rows.map(({ title, times: n }) => [title, n]));
  const proposed = history.deeds.filter(({ on, what }) => on === 'item' && what === 'proposed');
  const strange = rows.filter(({ title }) => !proposed.some(({ leaves }) => leaves['title'] === title));
  const wrong = proposed.filter(({ outcome, leaves }) => {
    const n = counts.get(leaves['title']!) ?? 0;
    return outcome === 'ok' ? n !== 1 : outcome === 'refused' ? n > 0 : n > 1;
  });
  return [...strange, ...wrong];
}

/** The audience rows are those that it was proposed with; an item for all is for its agenda. */
async function leakedItems({ see }: Evidence, history: History): Promise<unknown[]> {
  const found = new Map((await see<ItemSeen>(items)).map((row) => [row.id, row]));
  return [...history.on('item')].flatMap(([id, deeds]) => {
    const row = found.get(id);
    return !row || same(row.readers, History.left(deeds)['readers']!.split(',')) ? [] : [{ id, readers: row.readers }];
  });
}

async function lostActions({ see }: Evidence, history: History): Promise<unknown[]> {
  const rows = await see<{ id: string; facts: number; state: string; text: string; owner: string; due: string }>("select id, facts, state, text, owner_person_id as owner, to_char(due, 'YYYY-MM-DD') as due from agendas.actions");
  const [found, known] = [new Map(rows.map((row) => [row.id, row])), new Set(history.deeds.filter(({ on, what }) => on === 'action' && what === 'given').map(({ leaves }) => leaves['text']))];
  const wrong = [...history.on('action')].filter(([id, deeds]) => {
    const [row, left] = [found.get(id), History.left(deeds)];
    const reminders = left['due']! < '2026' ? 2 : 0;
    return !row || row.facts !== deeds.length + reminders || (['state', 'text', 'owner', 'due'] as const).some((name) => row[name] !== left[name]);
  });
  return [...wrong.map(([id, deeds]) => ({ id, row: found.get(id), deeds: deeds.map(({ what }) => what) })), ...rows.filter(({ text }) => !known.has(text))];
}

async function unlocked({ see }: Evidence, history: History): Promise<unknown[]> {
  const locked = new Set((await see<{ id: string }>("select id from agendas.agendas where status = 'locked' and locked_by is not null")).map(({ id }) => id));
  const asked = history.on('agenda');
  const said = [...asked].filter(([, deeds]) => deeds.length > 0).map(([id]) => id);
  return [...said.filter((id) => !locked.has(id)), ...[...locked].filter((id) => !history.deeds.some(({ on, objectId, outcome }) => on === 'agenda' && objectId === id && outcome !== 'refused'))];
}

const untouched = `not i.standing and not exists (select from agendas.item_notes n where n.item_id = i.id and n.text <> '') and not exists (select from agendas.outcomes o where o.item_id = i.id) and not exists (select from agendas.actions a where a.item_id = i.id)`;
const open = `(i.state = 'postponed' or (i.state in ('taken-up', 'proposed') and ${untouched}))`;
const carriedWrongly = `
  select i.id, g.status, count(c.id) as carried from agendas.items i join agendas.agendas g on g.id = i.agenda_id left join agendas.items c on c.carried_from = i.id
  group by i.id, g.id having count(c.id) > case when g.status = 'open' or not ${open} then 0 else 1 end
    or (count(c.id) = 0 and i.waits_for is null and g.status <> 'open' and ${open} and exists (select from agendas.agendas n where n.group_id = g.group_id and n.status = 'open' and n.starts_at > g.starts_at))
  union all
  select c.id, 'another', 0 from agendas.items c join agendas.item_contents t on t.item_id = c.id join agendas.item_contents f on f.item_id = c.carried_from where t.title <> f.title`;

/** What is promised of agendas, their items and actions. */
export const agendaPromises: readonly Promised[] = [
  { name: 'every meeting has one agenda, which follows it', against: ['lost', 'doubled'], broken: by(`
      select m.id, g.id as agenda from meetings.meetings m full join agendas.agendas g on g.id = m.id
      where m.id is null or g.id is null or m.starts_at <> g.starts_at or (m.status = 'cancelled') <> (g.status = 'cancelled')`) },
  { name: 'every acknowledged change of an item is there, once, with notes and outcomes', against: ['lost', 'doubled'], broken: lostItems },
  { name: 'every acknowledged move of an item is in the log, and told of once', against: ['lost', 'doubled'], broken: lostMoves },
  { name: 'no item is there twice, nor one that was refused or that nobody proposed', against: ['doubled'], broken: doubledItems },
  { name: 'every item reaches those whom it was addressed to, and nobody else', against: ['lost', 'leaked'], broken: leakedItems },
  { name: 'every acknowledged change of an action is there, once, and what is late is reminded of once each', against: ['lost', 'doubled'], broken: lostActions },
  { name: 'notes are locked where somebody was told so, and nowhere else', against: ['lost'], broken: unlocked },
  { name: 'what was open is carried to the next agenda once, and nothing else is', against: ['lost', 'doubled'], broken: by(carriedWrongly) },
  { name: 'every change of an agenda has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('agendas.agendas', "object_id = t.id and action in ('agenda.opened', 'agenda.closed', 'agenda.notes-locked')")) },
  { name: 'every change of an item has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('agendas.items', "object_id = t.id and action like 'item.%' and action <> 'item.moved'", ordered('t.id'))) },
  { name: 'every change of an action has one event and one audit row, in an unbroken order', against: ['lost', 'doubled'], broken: by(onceEach('agendas.actions', "object_id = t.id and action like 'action.%'")) },
];
