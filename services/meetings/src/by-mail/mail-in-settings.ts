import * as z from 'zod';

const Settings = z.object({
  /** The address that answers come to, before each participant's own tag; it must lead to this listener. */
  address: z.email(),
  /** The secret that makes each participant's address from it, base64; the same as that of notifications. */
  key: z.base64().refine((key) => Buffer.from(key, 'base64').length >= 32, 'must be 32 bytes, base64'),
  host: z.string().default('127.0.0.1'),
  /** 0: any free one. */
  port: z.number().int().min(0).max(65_535).default(0),
  protocol: z.enum(['smtp', 'lmtp']).default('smtp'),
  /** `dmarc`: a mail must be from whom it says it is (RFC 7489). `none`: who hands in mail has tested that. */
  trust: z.enum(['dmarc', 'none']).default('dmarc'),
  maxBytes: z.number().int().positive().default(1024 * 1024),
});

/** Asks the DNS as `node:dns` does; a test answers by itself. */
export type Resolver = (domain: string, type: string) => Promise<string[] | string[][]>;

/** How answers from calendars come in; the absence of it all means that none do. */
export type MailInSettings = z.output<typeof Settings> & { readonly resolver?: Resolver };
export type GivenMailIn = z.input<typeof Settings> & { readonly resolver?: Resolver };

/** Throws an error that names each setting that is missing or wrong. */
export function mailInSettings({ resolver, ...given }: GivenMailIn): MailInSettings {
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new Error(`The settings for incoming mail are not complete:\n${z.prettifyError(parsed.error)}`);
  return { ...parsed.data, ...(resolver ? { resolver } : {}) };
}

const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

/** Reads MAIL_IN_ADDRESS, without which nothing listens, MAIL_IN_KEY, MAIL_IN_HOST, MAIL_IN_PORT, MAIL_IN_PROTOCOL, MAIL_IN_TRUST and MAIL_IN_MAX_BYTES. */
export function mailInFromEnv(env: NodeJS.ProcessEnv = process.env): MailInSettings | null {
  if (!env.MAIL_IN_ADDRESS) return null;
  return mailInSettings({
    address: env.MAIL_IN_ADDRESS, key: env.MAIL_IN_KEY ?? '', host: env.MAIL_IN_HOST || undefined, port: number(env.MAIL_IN_PORT),
    protocol: (env.MAIL_IN_PROTOCOL || undefined) as 'smtp' | undefined, trust: (env.MAIL_IN_TRUST || undefined) as 'dmarc' | undefined, maxBytes: number(env.MAIL_IN_MAX_BYTES),
  });
}
