import { rules, type Action } from '@knutpunkt/access';
import { table } from './matrix.js';
import { who, type Who } from './people.js';

export const answers = ['yes', 'refused', 'hidden', 'shut out'] as const;
export type Answer = (typeof answers)[number];

/** One question of the matrix. `counted` asks for the number alone. */
export interface Row { readonly who: Who; readonly thing: string; readonly action: Action; readonly counted: boolean; readonly answer: Answer }

const list = (cell: string): string[] => cell.split(',').map((one) => one.trim());
const isWho = (name: string): name is Who => Object.hasOwn(who, name);
const isAction = (name: string): name is Action => Object.hasOwn(rules, name);
const isAnswer = (name: string): name is Answer => (answers as readonly string[]).includes(name);

function rowsOf(line: string): Row[] {
  const [people = '', thing = '', actions = '', answer = ''] = line.split('|').map((cell) => cell.trim());
  return list(people).flatMap((name) => list(actions).map((word) => {
    const [action, counted] = [word === 'notification.count' ? 'notification.list' : word, word === 'notification.count'];
    if (!isWho(name) || !isAction(action) || !isAnswer(answer)) throw new Error(`the matrix cannot be read: ${line}`);
    return { who: name, thing, action, counted, answer };
  }));
}

/** The parts of the matrix, each with its lines as they are written. */
export const parts = table.trim().split(/^# /m).slice(1).map((part) => { const [title = '', ...lines] = part.trim().split('\n'); return { title, lines }; });

export const rows: readonly Row[] = parts.flatMap(({ lines }) => lines.flatMap(rowsOf));
export const nameOf = ({ who: name, thing, action, counted, answer }: Row): string => `${name}, ${thing}: ${counted ? 'how many by ' : ''}${action} → ${answer}`;
