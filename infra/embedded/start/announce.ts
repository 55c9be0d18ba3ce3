import type { Account } from '../identity-provider.js';

/** What is printed when everything runs. */
export type Announcement = { webOrigin: string; mailbox?: string; accounts: readonly Account[] };

const SHOWN = ['brasam.kop', 'rektor.kop', 'ifo1.kop', 'fritid.kop', 'kpol.vm', 'admin.kop'];

function accountLines(accounts: readonly Account[]): string[] {
  const shown = SHOWN.flatMap((username) => accounts.filter((account) => account.username === username));
  const line = ({ username, name, title, organisation }: Account) => `    ${username.padEnd(14)} ${name}${title ? `, ${title}` : ''}, ${organisation.name}`;
  return ['  Demo accounts (choose one at the login page, no password):', ...shown.map(line), `    … and ${accounts.length - shown.length} more`];
}

/** The text that ends the start: where to go, and who one can be. */
export function announcement({ webOrigin, mailbox, accounts }: Announcement): string {
  return [
    '',
    `  Knutpunkt    ${webOrigin}`,
    `  Interface    ${webOrigin}/api/docs`,
    ...(mailbox ? [`  Mail         ${mailbox}`] : []),
    '',
    ...(accounts.length > 0 ? accountLines(accounts) : []),
    '',
    '  Stop with Ctrl-C. Begin anew with npm start -- --fresh',
    '',
  ].join('\n');
}
