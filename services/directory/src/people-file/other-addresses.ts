import { aliasesOf, addressesOf, mailboxOf } from '../people/addresses.js';
import type { KnownHere, KnownPerson } from './known.js';
import type { Cells } from './read-csv.js';

/** Where an address begins that Exchange has written the network of before (`proxyAddresses`): what is of another network than mail may have spaces and semicolons itself. */
const network = /[\s;,](?=[a-z][a-z0-9]*:)/i;

/** The addresses of a cell: between spaces, semicolons or commas, with or without `smtp:` before. `SIP:`, `X500:` and other networks lead to no mailbox and are passed over. */
export const typedAddresses = (cell: string): string[] =>
  cell.trim().split(network).map((part) => part.replace(/^smtp:/i, '')).filter((part) => !/^[a-z][a-z0-9]*:/i.test(part)).flatMap((part) => part.split(/[\s;,]+/)).filter(Boolean);

/** The other addresses that somebody has once the row is read: those of the row or, where the file has no such column, those known. */
export const othersOf = ({ email, aliases }: Cells, before: KnownPerson | undefined): readonly string[] =>
  aliasesOf(email, aliases === undefined ? (before?.aliases ?? []) : typedAddresses(aliases));

interface Row { readonly cells: Cells; readonly before: KnownPerson | undefined }

/** Who has which address once the file is read: those in it as it says, the others as they are known, and the functions. */
export class Owners {
  private readonly times = new Map<string, number>();

  constructor({ people, functions }: KnownHere, rows: readonly Row[]) {
    const inFile = new Set(rows.map(({ before }) => before?.id));
    const others = people.filter(({ id, state }) => state !== 'ended' && !inFile.has(id));
    const all = [...functions.map((email) => [email]), ...others.map(addressesOf), ...rows.map(({ cells, before }) => [cells.email, ...othersOf(cells, before)])];
    for (const mailbox of all.flatMap((addresses) => [...new Set(addresses.map(mailboxOf))])) this.times.set(mailbox, (this.times.get(mailbox) ?? 0) + 1);
  }

  /** Whether an address that the row adds to somebody is another's too. */
  shares(cells: Cells, before: KnownPerson | undefined): boolean {
    const had = new Set(before ? addressesOf(before).map(mailboxOf) : []);
    return othersOf(cells, before).map(mailboxOf).some((mailbox) => !had.has(mailbox) && this.times.get(mailbox)! > 1);
  }
}
