import { ChangePerson, HomeId, NeededColumn, mostAliases, type FileRow, type RowFault } from '@knutpunkt/contracts';
import { holdsIdentityNumber } from '@knutpunkt/service-kit';
import type * as z from 'zod';
import { aliasesOf } from '../people/addresses.js';
import { typedAddresses } from './other-addresses.js';
import type { Cells } from './read-csv.js';

type Fault = FileRow['faults'][number];

const { name, title, email } = ChangePerson.input.shape;
/** The same rules as where one person is changed. A unit's own name is compared only. */
const rules: Readonly<Record<Exclude<NeededColumn, 'unit'>, z.ZodType>> = { homeId: HomeId, name, title, email };

/** Ten digits at least, in any script: what has fewer need not be looked at for an identity number. */
const digits = /\p{Nd}(?:\P{Nd}*\p{Nd}){9}/u;

/** What is wrong with the texts of a row by themselves. A text that a spreadsheet would take for a formula is a text. */
export const textFaults = (cells: Cells): Fault[] => [...NeededColumn.options.flatMap((column): Fault[] => {
  const found = faultOf(column, cells[column]);
  return found ? [{ column, fault: found }] : [];
}), ...aliasFaults(cells)];

/** One that is no address is enough to say so. */
function aliasFaults({ email: first, aliases = '' }: Cells): Fault[] {
  const typed = typedAddresses(aliases);
  if (aliasesOf(first, typed).length > mostAliases) return [{ column: 'aliases', fault: 'too-many' }];
  return typed.some((address) => !email.safeParse(address).success) ? [{ column: 'aliases', fault: 'email' }] : [];
}

function faultOf(column: NeededColumn, text: string): RowFault | undefined {
  if (text === '') return 'missing';
  if (digits.test(text) && holdsIdentityNumber(text)) return 'identity-number';
  if (column === 'unit') return undefined;
  const issue = rules[column].safeParse(text).error?.issues[0];
  if (!issue) return undefined;
  return issue.code === 'too_big' ? 'too-long' : column === 'email' ? 'email' : 'unreadable';
}
