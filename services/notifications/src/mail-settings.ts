import * as z from 'zod';

const Settings = z.object({
  /** smtp: or smtps: address of the mail server, with user and password where it asks for them. */
  smtpUrl: z.url({ protocol: /^smtps?$/ }),
  /** Where people reach the hub: links in mails begin with it. */
  publicUrl: z.url({ protocol: /^https?$/ }),
  /** The hub's own neutral address, which mails come from and which organises meetings in calendars. */
  mailFrom: z.email(),
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
  readonly leaseMs: number;
  readonly digestMs: number;

  /** Throws an error that names each setting that is missing or wrong. */
  constructor(given: z.input<typeof Settings>) {
    const parsed = Settings.safeParse(given);
    if (!parsed.success) throw new Error(`The mail settings are not complete:\n${z.prettifyError(parsed.error)}`);
    ({ smtpUrl: this.smtpUrl, publicUrl: this.publicUrl, mailFrom: this.mailFrom, leaseMs: this.leaseMs, digestMs: this.digestMs } = parsed.data);
  }
}

/** Reads SMTP_URL, PUBLIC_URL, MAIL_FROM, MAIL_LEASE_SECONDS and MAIL_DIGEST_SECONDS. */
export const mailSettingsFromEnv = (env: NodeJS.ProcessEnv = process.env): MailSettings =>
  new MailSettings({ smtpUrl: env.SMTP_URL ?? '', publicUrl: env.PUBLIC_URL ?? '', mailFrom: env.MAIL_FROM ?? '', leaseMs: seconds(env.MAIL_LEASE_SECONDS), digestMs: seconds(env.MAIL_DIGEST_SECONDS) });
