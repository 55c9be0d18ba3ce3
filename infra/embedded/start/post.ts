import { join } from 'node:path';
import { startMailbox } from '../mailbox.js';
import type { Part } from './part.js';

/** Where mail is handed in, and (embedded only) where it can be read. */
export type Post = { smtpUrl: string; pageUrl?: string };

/** Where mail goes: SMTP_URL, else a mailbox of our own, from which nothing is sent on. */
export async function preparePost(part: Part): Promise<Post> {
  const smtpUrl = process.env['SMTP_URL'];
  if (smtpUrl) return { smtpUrl };
  const mailbox = await startMailbox({ dir: join(part.dir, 'mailbox'), httpPort: 3011, smtpPort: 3012, log: part.log });
  part.stoppers.add('the mailbox', mailbox.stop);
  return mailbox;
}
