import { authenticate } from 'mailauth';
import type { MailInSettings } from './mail-in-settings.js';

export interface Envelope {
  /** Empty for the null sender (RFC 5321 §4.5.5). */
  readonly sender: string;
  readonly ip: string;
  readonly helo: string;
}

/** Whether a mail is from whom it says: an aligned DKIM signature or SPF (RFC 7489 §3.1). `unsure` where the DNS did not answer, so that it is asked again later. */
export async function trusted(raw: Buffer, { sender, ip, helo }: Envelope, { trust, address, resolver }: Pick<MailInSettings, 'trust' | 'address' | 'resolver'>): Promise<'yes' | 'no' | 'unsure'> {
  if (trust === 'none') return 'yes';
  const found = await authenticate(raw, { sender, ip, helo, mta: address.split('@')[1], disableBimi: true, disableArc: true, ...(resolver ? { resolver } : {}) });
  if (!found.dmarc) return 'no';
  const { result } = found.dmarc.status;
  return result === 'pass' ? 'yes' : result === 'temperror' ? 'unsure' : 'no';
}
