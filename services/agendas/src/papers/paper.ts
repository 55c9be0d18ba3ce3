import type { ActionView, AgendaView, ItemView } from '@knutpunkt/contracts';
import { clockOf, dateOf, dayText } from './swedish.js';

export type PaperKind = 'notice' | 'agenda' | 'notes';
type Facts = readonly (readonly [string, string])[];

/** What is printed: texts under headings, in the order of the page. */
export interface Paper {
  readonly title: string;
  readonly made: readonly [number, number, number];
  readonly footer: string;
  readonly facts: Facts;
  readonly peopleTitle: string;
  readonly people: readonly string[];
  readonly items: readonly { heading: string; facts: Facts; notes: string; outcomes: Facts }[];
  readonly open: readonly string[];
}

const titles = { notice: 'Kallelse', agenda: 'Dagordning', notes: 'Anteckningar' };
const types = { information: 'Information', discussion: 'Diskussion', decision: 'Beslut', 'follow-up': 'Uppföljning' };
const standards = { opening: 'Mötets öppnande', matters: 'Ärenden', 'follow-up': 'Uppföljning', 'next-meeting': 'Nästa möte' };

/** A paper of an agenda as its readers see it: all that is in the view, and nothing else, can be on it. `readers` says for whom it is made. */
export function paperOf(agenda: AgendaView, { kind, readers, now }: { kind: PaperKind; readers: string; now: Date }): Paper {
  const notes = kind === 'notes';
  return {
    title: [titles[kind], agenda.group?.name].filter(Boolean).join(' – '), made: dateOf(now), footer: [agenda.group?.name, dayText(agenda.startsAt), readers].filter(Boolean).join(' · '),
    facts: headOf(agenda, { kind, readers }), ...peopleOf(agenda, notes), items: kind === 'notice' ? [] : agenda.items.map((item) => itemOn(item, notes)),
    open: kind === 'agenda' ? agenda.openActions.map(actionLine) : [],
  };
}

function headOf(agenda: AgendaView, { kind, readers }: { kind: PaperKind; readers: string }): Facts {
  const { planned, meeting } = agenda.minutes;
  return [
    ['Tid', `${dayText(agenda.startsAt)} ${clockOf(agenda.startsAt)}–${clockOf(agenda.endsAt)}`], ['Plats', agenda.place],
    ...(agenda.status === 'cancelled' ? [['Observera', 'Mötet är inställt.'] as const] : []), ...(kind === 'agenda' ? [['Planerat', `${planned} av ${meeting} minuter`] as const] : []),
    ...(kind === 'notes' ? [['Status', agenda.lockedAt ? `Anteckningar klara ${dayText(agenda.lockedAt)}` : 'Utkast'] as const] : []), ['För', readers],
  ];
}

/** A guest is written as one. */
function attendee({ person, guest }: AgendaView['presence'][number]): string {
  if (person) return `${person.name}, ${person.organisation.name}`;
  return guest ? `${guest.name}, ${guest.organisation} (gäst)` : '';
}

function peopleOf(agenda: AgendaView, notes: boolean): Pick<Paper, 'peopleTitle' | 'people'> {
  const person = (p: { name: string; organisation: { name: string } }): string => `${p.name}, ${p.organisation.name}`;
  const hidden = agenda.list === 'hidden' ? ' (visas bara för den som leder mötet)' : '';
  if (!notes) return { peopleTitle: `Kallade${hidden}`, people: [...agenda.people, ...agenda.functions].map(person) };
  return {
    peopleTitle: `Närvarande${hidden}`,
    people: agenda.presence.map((p) => `${attendee(p)}, ${clockOf(p.from)}${p.to ? `–${clockOf(p.to)}` : '–'}${p.substituteFor ? ` (ersättare för ${p.substituteFor.name})` : ''}`),
  };
}

function itemOn({ number, content }: ItemView, notes: boolean): Paper['items'][number] {
  if (!content) return { heading: `§ ${number} – ej för er organisation`, facts: [], notes: '', outcomes: [] };
  const title = content.standard ? standards[content.standard] : content.title;
  const facts: Facts = [
    ['Typ', [types[content.type], content.minutes ? `${content.minutes} minuter` : ''].filter(Boolean).join(', ')], ['Föredragande', content.presenter ? `${content.presenter.name}, ${content.presenter.organisation.name}` : ''],
    ['Läses av', content.addressees?.map((a) => `${a.name} (${a.organisation.name})`).join(', ') ?? ''], ['Bakgrund', content.background],
  ];
  return { heading: `§ ${number} ${title}`, facts, notes: notes ? content.notes.text : '', outcomes: notes ? outcomesOf(content) : [] };
}

const outcomesOf = (content: NonNullable<ItemView['content']>): Facts => [
  ...content.outcomes.map((o) => [o.kind === 'decision' ? `Beslut${o.by ? ` (${o.by})` : ''}:` : 'Information:', o.text] as const),
  ...content.actions.map((a) => ['Åtgärd:', actionLine(a)] as const),
];

const states = { open: '', offered: '', done: ' (klar)', 'not-done': ' (ej genomförd)' };

function actionLine({ text, owner, ownerless, due, state }: ActionView): string {
  const who = [owner.function?.name, owner.person?.name].filter(Boolean).join(', ');
  return `${text} – ${ownerless ? 'utan ägare' : who}, senast ${due}${states[state]}`;
}
