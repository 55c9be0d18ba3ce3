import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { swedishDay } from '@knutpunkt/service-kit';
import { BadDirectoryFile } from '../import/bad-file.js';
import { readYaml, type Path } from '../import/located.js';
import { readDirectory, type DirectoryFiles } from '../import/read-directory.js';
import { stableId } from '../import/stable-id.js';
import { AgendasFile, type AgendaEntry } from './agendas-file.js';
import { dayFrom } from './dates.js';
import { MeetingsFile } from './meetings-file.js';

/** An action that an item gave; the last day is a date in Sweden. */
export interface DemoAction { readonly text: string; readonly due: string; readonly personId: string }

/** An item to be proposed through the public API by `by`, and taken up unless it is only a proposal. */
export interface DemoItem extends Omit<AgendaEntry['items'][number], 'readers' | 'actions'> {
  readonly authorities: readonly string[];
  readonly actions: readonly DemoAction[];
}

/** What is to stand on the agenda of the group's meeting of that title. `by` leads it. */
export interface DemoAgenda extends Omit<AgendaEntry, 'items' | 'group'> {
  readonly groupCode: string;
  readonly items: readonly DemoItem[];
}

type Named = readonly [Path, string | false];

/** What is wrong with an agenda, and where in its entry. */
function faultsOf({ groups, organisations }: DirectoryFiles, meetings: ReadonlySet<string>, { group, meeting, by, items }: AgendaEntry): Named[] {
  const found = groups.value.groups.find(({ code }) => code === group);
  const members = new Map(found?.members.map(({ person, role }) => [person, role]));
  const authorities = new Set(organisations.value.organisations.flatMap((organisation) => organisation.authorities.map(({ code }) => code)));
  const member = (person: string, at: Path): Named => [at, !members.has(person) && `${person} is no member of ${group}`];
  return [
    [['group'], found?.level !== 'GENERAL' && `${group} is no group that takes text`],
    [['meeting'], !meetings.has(`${group}:${meeting}`) && `${group} has no meeting ${meeting} around today`],
    [['by'], !['chair', 'secretary'].includes(members.get(by) ?? '') && `${by} is neither chair nor secretary of ${group}`],
    ...items.flatMap((item, i) => [
      member(item.by, ['items', i, 'by']), ...item.actions.map(({ person }, j) => member(person, ['items', i, 'actions', j, 'person'])),
      ...item.readers.map((code, j): Named => [['items', i, 'readers', j], !authorities.has(code) && `unknown authority ${code}`]),
    ]),
  ];
}

const itemOf = ({ readers, actions, background, notes, ...item }: AgendaEntry['items'][number], today: Temporal.PlainDate): DemoItem => ({
  ...item, background: background.trim(), notes: notes.trim(), authorities: readers.map((code) => stableId('authority', code)),
  actions: actions.map(({ text, due, person }) => ({ text, due: dayFrom(today, due).toString(), personId: stableId('person', person) })),
});

/** The agendas of a folder's agendas.yaml as they are at the instant `now`; people and authorities by id. Throws BadDirectoryFile. */
export async function demoAgendas(folder: string, now: Date): Promise<DemoAgenda[]> {
  const directory = await readDirectory(folder);
  const today = swedishDay(now);
  const around = await readYaml(join(folder, 'around-today.yaml'), MeetingsFile);
  const meetings = new Set(around.value.meetings.map(({ group, title }) => `${group}:${title}`));
  const file = await readYaml(join(folder, 'agendas.yaml'), AgendasFile);
  const faults = file.value.agendas.flatMap((agenda, at) => faultsOf(directory, meetings, agenda).flatMap(([path, reason]) => (reason ? [file.faultAt(['agendas', at, ...path], reason)] : [])));
  if (faults.length > 0) throw new BadDirectoryFile(faults);
  return file.value.agendas.map(({ group, items, ...agenda }) => ({ ...agenda, groupCode: group, items: items.map((item) => itemOf(item, today)) }));
}
