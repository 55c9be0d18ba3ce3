import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type { ClaimedLetter } from './claim.js';
import type { Letter } from './letter.js';

/** How a try to send ended: taken over by the mail server, refused by it for now or for good, or never reached it. `reason` is a code, no text of the server's; `reply` is the server's reply code, 0 where it gave none. */
export type Posted = { readonly end: 'sent'; readonly reply: number } | { readonly end: 'refused' | 'rejected' | 'away'; readonly reason: string; readonly reply: number };

/** RFC 5321 §4.5.3.2.6: a server may take ten minutes to answer the end of a mail. Giving up earlier is how mails are sent twice. */
const patience = 600_000;

type Carried = NonNullable<Letter['calendar']>;

/** Whom a mail is from, and what the file of its calendar entry or entries is called. */
export const senderOf = (mailFrom: string) => ({ name: 'Knutpunkt', address: mailFrom });
export const fileNameOf = ({ method }: Pick<Carried, 'method'>): string => (method === 'PUBLISH' ? 'moten.ics' : 'inbjudan.ics');

/** One entry is a part of the mail that a mail program shows with its buttons; a file of many is an attachment that a calendar opens (RFC 6047 §2.4: its method is said beside its type). */
const carrying = (calendar: Carried): Pick<SendMailOptions, 'attachments' | 'icalEvent'> => {
  const { method, content } = calendar;
  const filename = fileNameOf(calendar);
  return method === 'PUBLISH' ? { attachments: [{ filename, content, contentType: `text/calendar; charset=utf-8; method=${method}` }] } : { icalEvent: { method, content, filename } };
};

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
        from: senderOf(this.mailFrom), to, ...(letter.replyTo ? { replyTo: letter.replyTo } : {}), subject: letter.subject, text: letter.text, date: writtenAt, messageId: messageIdOf(letterId, this.mailFrom),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
        ...(letter.calendar ? carrying(letter.calendar) : {}),
      });
      return { end: 'sent', reply: 250 };
    } catch (error) {
      return endOf(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

type SmtpError = Partial<Error> & { readonly code?: string; readonly command?: string; readonly responseCode?: number; readonly response?: string };

/** The same letter has the same id however often it is sent, so that a mailbox knows it again. */
export const messageIdOf = (letterId: string, mailFrom: string): string => `<${letterId}@${mailFrom.split('@')[1] ?? 'knutpunkt'}>`;

const beforeTheMail = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS', 'AUTH', 'AUTH PLAIN', 'AUTH LOGIN']);
const unreachable = new Set(['EDNS', 'ETLS', 'EAUTH', 'ECONNREFUSED']);

const aboutTheMail = new Set(['RCPT TO', 'DATA']);
/** Full mailboxes (552) and policy (554, or X.7.x of RFC 3463) change without the mail changing; so does what is said of the sender, which is our own to mend. */
const mayChange = ({ response = '', responseCode }: SmtpError): boolean => responseCode === 552 || responseCode === 554 || /^\d{3}[ -]5\.7\./.test(response);

/** How a failed try ended. 421 is a server that is closing down, whatever it was asked. */
export function endOf(error: SmtpError): Posted {
  const { code = 'unknown', command = '', responseCode: reply = 0 } = error;
  const reason = reply > 0 ? `smtp-${reply}` : code.toLowerCase();
  if (unreachable.has(code) || beforeTheMail.has(command) || reply === 421) return { end: 'away', reason, reply };
  return { end: reply >= 500 && aboutTheMail.has(command) && !mayChange(error) ? 'rejected' : 'refused', reason, reply };
}
