import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PostOffice } from './post-office.js';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./client.py', import.meta.url));

/** A mail as it lies in its recipient's mailbox. */
export interface Lying { readonly subject: string; readonly from: string; readonly to: string; readonly replyTo: string | null; readonly text: string; readonly calendar: string | null; readonly method: string | null; readonly files: readonly string[] }

const python = async (...args: string[]): Promise<string> => (await run('/usr/bin/python3', [script, ...args], { timeout: 60_000, maxBuffer: 1e7 })).stdout;

/** Waits until so many mails lie in somebody's mailbox, and gives them as IMAP does, the oldest first. */
export const lying = async ({ imapPort }: PostOffice, address: string, count: number): Promise<Lying[]> => JSON.parse(await python('read', String(imapPort), address, String(count))) as Lying[];

/** Somebody presses an answer to the newest invitation in the own mailbox. */
export const press = ({ imapPort, smtpPort }: PostOffice, address: string, what: 'accept' | 'decline' | 'counter' | 'delegate', ...more: string[]): Promise<string> =>
  python('press', String(imapPort), String(smtpPort), address, what, ...more);

const vdirsyncerOf = (dir: string, url: string): string => `
[general]
status_path = "${dir}/status"
[pair hub]
a = "mine"
b = "theirs"
collections = null
conflict_resolution = "b wins"
[storage mine]
type = "filesystem"
path = "${dir}/mine"
fileext = ".ics"
[storage theirs]
type = "http"
url = "${url}"
`;

const khalOf = (dir: string, zone: string): string => `
[calendars]
[[hub]]
path = ${dir}/mine
[locale]
local_timezone = ${zone}
default_timezone = ${zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = ${dir}/khal-${zone.replaceAll('/', '-')}.db
`;

/** Somebody's own calendar, which khal shows: vdirsyncer fetches a feed into it, and files are opened in it. */
export class OwnCalendar {
  private readonly dir = mkdtempSync(join(tmpdir(), 'knutpunkt-khal-'));

  async syncs(url: string): Promise<void> {
    const config = join(this.dir, 'vdirsyncer');
    writeFileSync(config, vdirsyncerOf(this.dir, url));
    await run('sh', ['-c', 'yes | vdirsyncer -c "$0" discover && vdirsyncer -c "$0" sync', config], { timeout: 60_000 });
  }

  /** Somebody opens what a mail carries. */
  async opens(calendar: string): Promise<void> {
    mkdirSync(join(this.dir, 'mine'), { recursive: true });
    const file = join(this.dir, 'opened.ics');
    writeFileSync(file, calendar);
    await run('khal', ['-c', this.configuredFor('Europe/Stockholm'), 'import', '--batch', '-a', 'hub', file], { timeout: 60_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  }

  /** What it shows for the year after a day, on the clocks of a zone: a line for each meeting. */
  async shown(from: string, zone = 'Europe/Stockholm'): Promise<string[]> {
    const config = this.configuredFor(zone);
    const { stdout } = await run('khal', ['-c', config, 'list', '--day-format', '', '--format', '{start-long}|{end-time}|{title}|{location}', from, '400d'], { timeout: 60_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    return stdout.split('\n').filter((line) => line.includes('|'));
  }

  private configuredFor(zone: string): string {
    const config = join(this.dir, `khal-${zone.replaceAll('/', '-')}`);
    writeFileSync(config, khalOf(this.dir, zone));
    return config;
  }

  forget(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
