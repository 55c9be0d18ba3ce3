import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { startMailbox } from '../mailbox.js';
import type { Part } from './part.js';

/** Where answers from calendars come in: at which address, and where we listen for them. */
export type Answers = { address: string; host: string; port: number; protocol: 'smtp' | 'lmtp'; trust: 'dmarc' | 'none' };

/** Where mail is handed in, where answers come in (if they do), and (embedded only) where mail can be read. */
export type Post = { smtpUrl: string; pageUrl?: string; answers?: Answers };

const setting = (name: string): string | undefined => process.env[name] || undefined;

/** MAIL_IN_ADDRESS and what belongs to it; undefined where no such address is given. */
export function givenAnswers(): Answers | undefined {
  const address = setting('MAIL_IN_ADDRESS');
  if (!address) return undefined;
  return { address, host: setting('MAIL_IN_HOST') ?? '127.0.0.1', port: Number(setting('MAIL_IN_PORT') ?? 2525), protocol: setting('MAIL_IN_PROTOCOL') === 'lmtp' ? 'lmtp' : 'smtp', trust: setting('MAIL_IN_TRUST') === 'none' ? 'none' : 'dmarc' };
}

/** Beside the embedded mailbox: mail that is handed in on this machine is from whom it says. */
const embeddedAnswers = async (): Promise<Answers> => ({ address: 'svar@knutpunkt.example', host: '127.0.0.1', port: await freePort(), protocol: 'smtp', trust: 'none' });

/** Where mail goes: SMTP_URL, else a mailbox of our own, from which nothing is sent on. */
export async function preparePost(part: Part): Promise<Post> {
  const smtpUrl = process.env['SMTP_URL'];
  const answers = givenAnswers();
  if (smtpUrl) return { smtpUrl, ...(answers ? { answers } : {}) };
  const mailbox = await startMailbox({ dir: join(part.dir, 'mailbox'), httpPort: 3011, smtpPort: 3012, log: part.log });
  part.stoppers.add('the mailbox', mailbox.stop);
  return { smtpUrl: mailbox.smtpUrl, pageUrl: mailbox.pageUrl, answers: answers ?? (await embeddedAnswers()) };
}
