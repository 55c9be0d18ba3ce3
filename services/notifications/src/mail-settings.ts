import * as z from 'zod';
import type { AnswersIn } from '@knutpunkt/service-kit';

const Settings = z.object({
  /** smtp: or smtps: address of the mail server, with user and password where it asks for them. */
  smtpUrl: z.url({ protocol: /^smtps?$/ }),
  /** Where people reach the hub: links in mails begin with it. */
  publicUrl: z.url({ protocol: /^https?$/ }),
  /** The hub's own neutral address, which mails come from and which organises meetings in calendars. */
  mailFrom: z.email(),
  /** Where answers from calendars come in, if they do: the address before each recipient's own tag, and the secret that makes it. The meetings service has the same. */
  answers: z.object({ address: z.email(), key: z.base64().refine((key) => Buffer.from(key, 'base64').length >= 32, 'must be 32 bytes, base64') }).nullable().default(null),
  /** Milliseconds after which a mail that nobody says to be sending any more is sent by another. */
  leaseMs: z.number().int().positive().default(30_000),
  /** Milliseconds in which what else happens to somebody is gathered, to be told in one mail. */
  digestMs: z.number().int().positive().default(60_000),
});

const seconds = (text: string | undefined): number | undefined => (text ? Number(text) * 1_000 : undefined);

/** How the hub's mails leave it. */
export class MailSettings {
  readonly smtpUrl: string;
  readonly publicUrl: string;
  readonly mailFrom: string;
  readonly answers: AnswersIn | null;
  readonly leaseMs: number;
  readonly digestMs: number;

  /** Throws an error that names each setting that is missing or wrong. */
  constructor(given: z.input<typeof Settings>) {
    const parsed = Settings.safeParse(given);
    if (!parsed.success) throw new Error(`The mail settings are not complete:\n${z.prettifyError(parsed.error)}`);
    ({ smtpUrl: this.smtpUrl, publicUrl: this.publicUrl, mailFrom: this.mailFrom, answers: this.answers, leaseMs: this.leaseMs, digestMs: this.digestMs } = parsed.data);
  }
}

/** Reads SMTP_URL, PUBLIC_URL, MAIL_FROM, MAIL_IN_ADDRESS with MAIL_IN_KEY, MAIL_LEASE_SECONDS and MAIL_DIGEST_SECONDS. */
export const mailSettingsFromEnv = (env: NodeJS.ProcessEnv = process.env): MailSettings =>
  new MailSettings({ smtpUrl: env.SMTP_URL ?? '', publicUrl: env.PUBLIC_URL ?? '', mailFrom: env.MAIL_FROM ?? '', answers: env.MAIL_IN_ADDRESS ? { address: env.MAIL_IN_ADDRESS, key: env.MAIL_IN_KEY ?? '' } : null, leaseMs: seconds(env.MAIL_LEASE_SECONDS), digestMs: seconds(env.MAIL_DIGEST_SECONDS) });
