import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';

/** A mail that has arrived: envelope, headers, its texts, and how many times it was handed in for these recipients. */
export type Letter = {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Each header as it was sent, name and value, in its order. */
  readonly headers: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The calendar entry as text, if one is attached. */
  readonly calendar?: string;
  readonly attachments: readonly string[];
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  deliveries: number;
};

const isCalendar = (type: string) => type === 'text/calendar' || type === 'application/ics';

function calendarOf(mail: ParsedMail): string | undefined {
  return mail.attachments.find((one) => isCalendar(one.contentType))?.content.toString('utf8');
}

/**
 * The mails kept in a folder, one file each, that only we may read. One that comes again for the same recipients under the same
 * Message-ID is counted but not kept, as Cyrus' duplicate delivery suppression does; what is new in its recipients is.
 */
export class Letters {
  private readonly kept: Letter[] = [];

  private constructor(private readonly dir: string) {}

  /** Opens the folder, made if it is missing, with what has arrived before. */
  static async open(dir: string): Promise<Letters> {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const letters = new Letters(dir);
    for (const name of readdirSync(dir).filter((one) => one.endsWith('.json')).sort()) letters.kept.push(JSON.parse(readFileSync(join(dir, name), 'utf8')) as Letter);
    return letters;
  }

  /** All mails, newest first; only those to one address (in any case of letters) when it is given. */
  list(to?: string): Letter[] {
    const wanted = to?.toLowerCase();
    return this.kept.filter((letter) => !wanted || letter.to.includes(wanted)).reverse();
  }

  /** One mail by its id, or undefined. */
  find(id: string): Letter | undefined {
    return this.kept.find((letter) => letter.id === id);
  }

  /** Everybody who has got mail, in alphabetical order. */
  recipients(): string[] {
    return [...new Set(this.kept.flatMap((letter) => letter.to))].sort((a, b) => a.localeCompare(b, 'sv'));
  }

  /** Takes a mail in. It is on disk when this returns. */
  async receive(raw: Buffer, envelope: { from: string; to: readonly string[] }): Promise<void> {
    const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
    const messageId = mail.messageId ?? '';
    const recipients = this.withoutKnown(messageId, envelope.to.map((one) => one.toLowerCase()));
    if (recipients.length === 0) return;
    const id = String(this.kept.length + 1).padStart(8, '0');
    const calendar = calendarOf(mail);
    const letter: Letter = {
      id, messageId, from: envelope.from, to: recipients, headers: mail.headerLines.map(({ line }) => line), subject: mail.subject ?? '', text: mail.text ?? '', ...(calendar === undefined ? {} : { calendar }),
      attachments: mail.attachments.map((one) => one.filename ?? one.contentType), receivedAt: new Date().toISOString(), deliveries: 1,
    };
    writeFileSync(join(this.dir, `${id}.json`), JSON.stringify(letter), { mode: 0o600 });
    this.kept.push(letter);
  }

  private withoutKnown(messageId: string, recipients: string[]): string[] {
    const before = messageId ? this.kept.filter((letter) => letter.messageId === messageId) : [];
    for (const letter of before.filter((one) => one.to.some((to) => recipients.includes(to)))) letter.deliveries += 1;
    return recipients.filter((to) => !before.some((letter) => letter.to.includes(to)));
  }
}
