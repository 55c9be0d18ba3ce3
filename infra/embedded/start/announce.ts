import type { Account } from '../identity-provider.js';
import type { Login } from './login.js';

/** What is printed when everything runs. */
export type Announcement = { webOrigin: string; mailbox?: string; answers?: string; demo: Login['demo'] };

const SHOWN = ['brasam.kop', 'rektor.kop', 'ifo1.kop', 'fritid.kop', 'kpol.vm', 'admin.kop'];

function accountLines({ accounts, how }: NonNullable<Login['demo']>): string[] {
  const shown = SHOWN.flatMap((username) => accounts.filter((account) => account.username === username));
  const line = ({ username, name, email, title, organisation }: Account) => `    ${username.padEnd(14)} ${name}${title ? `, ${title}` : ''}, ${organisation.name}, ${email}`;
  return [`  Demo accounts (${how}):`, ...shown.map(line), `    … and ${accounts.length - shown.length} more`];
}

/** The text that ends the start: where to go, and who one can be. */
export function announcement({ webOrigin, mailbox, answers, demo }: Announcement): string {
  return [
    '',
    `  Knutpunkt    ${webOrigin}`,
    `  Interface    ${webOrigin}/api/docs`,
    ...(answers ? [`  Answers      ${answers} (what calendars send to the organiser)`] : []),
    ...(mailbox ? [`  Mail         ${mailbox}`] : []),
    '',
    ...(demo ? accountLines(demo) : []),
    '',
    '  Stop with Ctrl-C. Begin anew with npm start -- --fresh',
    '',
  ].join('\n');
}
