import { createTransport, type Transporter } from 'nodemailer';
import type { ClaimedLetter } from './claim.js';

/** How a try to send ended: taken over by the mail server, refused by it, or never reached it. `reason` is a code, no text of the server's. */
export type Posted = { readonly end: 'sent' } | { readonly end: 'refused' | 'away'; readonly reason: string };

/** RFC 5321 §4.5.3.2.6: a server may take ten minutes to answer the end of a mail. Giving up earlier is how mails are sent twice. */
const patience = 600_000;

/** One connection for each mail: what happened to it is never mixed with another's. */
export class Post {
  private readonly transport: Transporter;

  constructor(smtpUrl: string, private readonly mailFrom: string) {
    this.transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 30_000, socketTimeout: patience, disableFileAccess: true, disableUrlAccess: true, logger: false });
  }

  /** Hands a mail to the server. Never throws: how it ended is the answer. */
  async send({ letterId, to, letter, writtenAt }: ClaimedLetter): Promise<Posted> {
    try {
      await this.transport.sendMail({
        from: { name: 'Knutpunkt', address: this.mailFrom }, to, subject: letter.subject, text: letter.text, date: writtenAt, messageId: messageIdOf(letterId, this.mailFrom),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
        ...(letter.calendar ? { icalEvent: { method: letter.calendar.method, content: letter.calendar.content, filename: 'inbjudan.ics' } } : {}),
      });
      return { end: 'sent' };
    } catch (error) {
      return endOf(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

type SmtpError = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number };

/** The same letter has the same id however often it is sent, so that a mailbox knows it again. */
export const messageIdOf = (letterId: string, mailFrom: string): string => `<${letterId}@${mailFrom.split('@')[1] ?? 'knutpunkt'}>`;

const beforeTheMail = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS', 'AUTH', 'AUTH PLAIN', 'AUTH LOGIN']);
const unreachable = new Set(['EDNS', 'ETLS', 'EAUTH', 'ECONNREFUSED']);

/** 421 is a server that is closing down, whatever it was asked. */
export function endOf({ code = 'unknown', command = '', responseCode }: SmtpError): Posted {
  const away = unreachable.has(code) || beforeTheMail.has(command) || responseCode === 421;
  return { end: away ? 'away' : 'refused', reason: responseCode ? `smtp-${responseCode}` : code.toLowerCase() };
}
