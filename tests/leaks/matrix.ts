import * as z from 'zod';
import { isUnsafe, operations, type Operation } from '@knutpunkt/contracts';

/** What an input's id names, where it names something that may be hidden from the asker. */
export const hideable = {
  meetingId: 'meeting', matterId: 'notification', participantId: 'participant', groupId: 'group', membershipId: 'membership', people: 'person',
  itemId: 'item', agendaItemId: 'item', outcomeId: 'outcome', presenceId: 'presence', actionId: 'action', referralId: 'referral', nominationId: 'nomination', agreementId: 'agreement', staffId: 'staff', leaving: 'staff', organisationId: 'organisation', reviewId: 'review', seatId: 'seat', seriesId: 'series', pollId: 'poll', linkGuestId: 'link guest', draftId: 'group draft', meetingDraftId: 'meeting draft', roomId: 'room', ownAuthorityId: 'own authority', ownUnitId: 'own unit', ownFunctionId: 'own function',
} as const;
export type IdName = keyof typeof hideable;
/** What an id may name besides: a guest's presence, and what notifications are about when that is no meeting. */
export const disguised = { presenceId: ['guest'], matterId: ['action', 'referral'] } as const satisfies Partial<Record<IdName, readonly string[]>>;
export type Kind = (typeof hideable)[IdName] | (typeof disguised)[keyof typeof disguised][number];

/** Everything that an id of this name may name. */
const kindsOf = (name: IdName): readonly Kind[] => [hideable[name], ...(name in disguised ? disguised[name as keyof typeof disguised] : [])];

/** Ids that hide nothing: functions, authorities and units are every organisation's address list, who is required is one of those asked about, and a member of staff may be named by whoever holds the id. Meetings that are left out of a room's time change it for their readers alone; the meetings' own tests ask. */
export const open: readonly string[] = ['parties', 'functions', 'functionId', 'authorities', 'authorityId', 'readers', 'personId', 'presenterId', 'substituteForId', 'unitId', 'required', 'apart'];

export interface Schema { readonly type?: string; readonly format?: string; readonly items?: Schema; readonly enum?: readonly unknown[]; readonly anyOf?: readonly Schema[] }
export interface ObjectSchema { readonly properties?: Record<string, Schema>; readonly required?: readonly string[] }

/** What an operation takes, as JSON Schema. */
export const schemaOf = (op: Pick<Operation, 'input'>): ObjectSchema => z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as ObjectSchema;
const isId = (schema: Schema): boolean => schema.format === 'uuid' || (schema.items !== undefined && isId(schema.items)) || (schema.anyOf ?? []).some(isId);

/** The inputs of an operation that are ids, or lists of them. */
export const idsOf = (op: Pick<Operation, 'input'>): string[] => Object.entries(schemaOf(op).properties ?? {}).filter(([, schema]) => isId(schema)).map(([name]) => name);

const isHideable = (name: string): name is IdName => Object.hasOwn(hideable, name);
const inPath = (op: Pick<Operation, 'path'>): string[] => [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** An operation, and which of its ids are asked about; its other ids are the asker's own. */
export interface Row {
  readonly op: Operation;
  readonly about: readonly IdName[];
  /** What the last of them names. */
  readonly kind: Kind;
}

/** How an operation is asked: about all that its path names, about the last of it below something of one's own, and about each other id by itself. */
function rowsOf(op: Operation): Row[] {
  const ids = idsOf(op).filter(isHideable);
  const path = inPath(op).filter(isHideable);
  const others = ids.filter((id) => !path.includes(id));
  return [...(path.length > 0 ? [path] : []), ...(path.length > 1 ? [path.slice(-1)] : []), ...others.map((id) => [id])].flatMap((about) => kindsOf(about.at(-1)!).map((kind) => ({ op, about, kind })));
}

/** Every routed operation that takes an id, by every way of asking about what may be hidden. */
export const matrix: readonly Row[] = operations.filter((op) => op.routed).flatMap(rowsOf);

const inOwnSpec = 'provisioned-people.spec.ts asks it about another organisation\'s people and functions';

/** Operations that no route leads to, which the matrix therefore lacks, and why nothing is missed by that. */
export const unrouted: Readonly<Record<string, string>> = {
  ProvisionedPerson: inOwnSpec, ReplacePerson: inOwnSpec, DeprovisionPerson: inOwnSpec, ProvisionedFunction: inOwnSpec, ReplaceFunction: inOwnSpec, DeprovisionFunction: inOwnSpec,
  ProvisionedFunctions: 'takes no id; provisioned-people.spec.ts looks for another organisation\'s functions with it', ProvisionFunction: 'takes ids of own people alone; provisioned-people.spec.ts names another organisation\'s as members',
  ProvisionedPeople: 'takes no id; provisioned-people.spec.ts looks for another organisation\'s people with it', ProvisionPerson: 'takes no id of the hub\'s; provisioned-people.spec.ts takes another organisation\'s home ids with it',
  FetchFeed: 'takes no id, but a secret; tests/calendars asks it about its owner\'s meetings alone',
  GuestInvitation: 'takes no id, but a secret; the meetings\' own tests ask it about its meeting alone', AnswerAsGuest: 'takes no id, but a secret; the meetings\' own tests ask it about its meeting alone',
  PollByLink: 'takes no id, but a secret; the meetings\' own tests ask it about its poll alone', VoteAsGuest: 'takes no id, but a secret; the meetings\' own tests ask it about its poll alone',
  LiveEvents: 'takes no id, but a place among what one was told oneself', AnnounceLogin: 'takes no id: it is about whoever has logged in',
};

/** Every kind of thing that may be hidden. */
export const kinds: readonly Kind[] = [...new Set((Object.keys(hideable) as IdName[]).flatMap(kindsOf))];

/** The kinds of all that a question names. */
export const kindsAsked = ({ about, kind }: Row): Kind[] => [...about.slice(0, -1).map((name): Kind => hideable[name]), kind];

export const nameOf = ({ op, about, kind }: Row): string => `${op.name} by ${about.join(' and ')}${kind === hideable[about.at(-1)!] ? '' : ` of ${kind === 'action' ? 'an' : 'a'} ${kind}`}`;

const day = 86_400_000;
const wall = (days: number, hour: string): string => `${new Date(Date.now() + days * day).toISOString().slice(0, 10)}T${hour}`;

/** Inputs that cannot be made up from their type alone. */
const samples: Record<string, () => unknown> = {
  startsAt: () => new Date(Date.now() + 30 * day).toISOString(),
  starts: () => wall(30, '10:00'), ends: () => wall(30, '11:00'), until: () => new Date().toISOString(), from: () => new Date().toISOString(), to: () => new Date(Date.now() + day).toISOString(),
  firstDay: () => wall(30, '').slice(0, 10), time: () => '10:00', minutes: () => 60, rule: () => 'FREQ=WEEKLY;COUNT=3',
  personId: () => '0199c0de-0000-7000-8000-0000000000aa', authorityId: () => '0199c0de-0000-7000-8000-0000000000ab', functionId: () => '0199c0de-0000-7000-8000-0000000000ac', itemId: () => '0199c0de-0000-7000-8000-0000000000ad',
  purposes: () => ['Trygghet'], areas: () => ['Ungdomar'], parties: () => ['0199c0de-0000-7000-8000-0000000000ae'], validFrom: () => new Date().toISOString(), validTo: () => new Date(Date.now() + 100 * day).toISOString(),
  agreementId: () => '0199c0de-0000-7000-8000-0000000000af', title: () => 'Rubrik', text: () => 'Text', body: () => 'Text', reason: () => 'Skäl', question: () => 'Fråga', answer: () => 'Svar', feedback: () => 'Återkoppling', search: () => 'a', template: () => 'est', name: () => 'Gäst', organisation: () => 'Föreningen', email: () => 'ny@prov.example', unitId: () => '0199c0de-0000-7000-8000-0000000000ba', roles: () => ['coordinator'], file: () => Buffer.from('id;namn;titel;e-post;enhet\n').toString('base64'), preview: () => 'a'.repeat(43),
  options: () => [{ starts: wall(30, '10:00'), ends: wall(30, '11:00') }, { starts: wall(31, '10:00'), ends: wall(31, '11:00') }], closes: () => wall(20, '10:00'), votes: () => [{ option: 1, vote: 'yes' }], option: () => 1, times: () => [{ starts: wall(30, '10:00'), ends: wall(30, '11:00') }],
  due: () => wall(30, '').slice(0, 10), lastDay: () => wall(60, '').slice(0, 10), workingDays: () => 10, aboutIndividual: () => false,
  hub: () => 'https://hub.example', occasion: () => ({}), hours: () => [{ weekday: 1, opens: '08:00', closes: '17:00' }], endsAt: () => new Date(Date.now() + 31 * day).toISOString(),
  requiredAssuranceLevel: () => 2,
  'ChangeGroup.purpose': () => 'Syfte', 'WindUpGroup.until': () => new Date(Date.now() + 9 * day).toISOString(),
  code: () => 'NYORG', number: () => '212000-2114', identityProvider: () => 'ny', boundByOsl: () => true, authority: () => 'Nämnden', unit: () => 'Enheten', administrator: () => ({ homeId: 'ada.ny', name: 'Ada', title: 'Administratör', email: 'ada@ny.example' }),
  externalId: () => 'hemma-1', userName: () => 'ny.kop', active: () => true, facts: () => ({}),
  'AddRoom.address': () => 'Glasgatan 19', 'ChangeRoom.address': () => 'Glasgatan 19', 'AddSeriesDate.day': () => wall(45, '').slice(0, 10), 'FindTimes.from': () => wall(30, '').slice(0, 10), 'FindTimes.to': () => wall(40, '').slice(0, 10), 'FindTimes.minutes': () => 60,
  'ReplaceFunction.members': () => [], 'ConnectCalendar.address': () => 'https://kalender.example/hemlig.ics', 'DisconnectCalendar.number': () => 1, 'DisconnectCalendar.addedAt': () => '2027-01-04T08:00:00.000Z',
  'LiveEvents.after': () => null, 'MoveItem.to': () => 1, 'ChangePresence.to': () => null,
};

/** A well-formed input: what is required, and the ids that are given. Throws for an input that nobody has said how to make up. */
export function inputOf(op: Operation, ids: Partial<Record<IdName, string>>): Record<string, unknown> {
  const { properties = {}, required = [] } = schemaOf(op);
  const unsaid = required.filter((name) => !isHideable(name) || !(name in ids || inPath(op).includes(name)));
  const made = unsaid.map((name) => [name, properties[name]?.enum?.[0] ?? sampleOf(op, name)()]);
  const given = Object.entries(ids).filter(([name]) => name in properties).map(([name, id]) => [name, properties[name]!.type === 'array' ? [id] : id]);
  return Object.fromEntries([...made, ...given]) as Record<string, unknown>;
}

function sampleOf({ name: op }: Operation, name: string): () => unknown {
  const sample = samples[`${op}.${name}`] ?? samples[name];
  if (!sample) throw new Error(`${op} requires ${name}: say in the samples of tests/leaks/matrix.ts what to send`);
  return sample;
}

export interface HttpQuestion {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown> | undefined;
}

/** The request over HTTP that an operation's route takes. */
export function httpOf(op: Operation, input: Record<string, unknown>): HttpQuestion {
  const names = inPath(op);
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
  const path = `/api${op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))}`;
  const query = new URLSearchParams(rest as Record<string, string>).toString();
  return isUnsafe(op) ? { method: op.method, path, body: rest } : { method: op.method, path: query ? `${path}?${query}` : path, body: undefined };
}
