import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { listenFrom } from './listen.js';
import { Letters, type Letter } from './mailbox/letters.js';
import { smtpServer, type Behaviour } from './mailbox/smtp.js';
import { mailboxPages } from './mailbox/web.js';

export type { Letter } from './mailbox/letters.js';
export type { Behaviour } from './mailbox/smtp.js';

/** The wished ports (0: any), where the mails are kept, and who hears of broken connections. */
export type MailboxOptions = { smtpPort?: number; httpPort?: number; dir: string; log?: (line: string) => void };

/** A running mailbox. */
export type Mailbox = {
  smtpUrl: string;
  pageUrl: string;
  /** What has arrived, newest first, perhaps to one address only. */
  messages(to?: string): Letter[];
  /** Changes how mail is treated from now on, for tests of failure; `{}` is as usual again. */
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
};

const close = (server: Server | SMTPServer) => new Promise<void>((resolve) => void server.close(() => resolve()));

/** Starts an SMTP server that keeps every mail, and pages to read them at. Nothing is ever sent on. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const letters = await Letters.open(options.dir);
  let behaviour: Behaviour = {};
  const smtp = smtpServer(letters, () => behaviour);
  await listenFrom(smtp, options.smtpPort ?? 0);
  smtp.on('error', (error) => options.log?.(`mailbox: ${error.message}`));
  const pages = mailboxPages(letters);
  await listenFrom(pages, options.httpPort ?? 0);
  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    pageUrl: `http://localhost:${(pages.address() as AddressInfo).port}/`,
    messages: (to) => letters.list(to),
    behave: (next) => void (behaviour = next),
    async stop() {
      pages.closeAllConnections();
      await Promise.all([close(smtp), close(pages)]);
    },
  };
}
