import { createHash } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';

/** A mail that came in, as far as it concerns us. Never its text: what is said outside a calendar is nobody's answer. */
export interface Incoming {
  /** The one address that it says it is from; empty where it names none or several. */
  readonly from: string;
  /** What it is known again by: a hash, since Message-IDs name machines and sometimes people. */
  readonly key: string;
  /** True where a machine wrote it, which is never answered (RFC 3834 §2). */
  readonly automatic: boolean;
  readonly calendar: { readonly text: string; readonly method: string } | null;
}

/** Reads a mail. `sender` is the envelope's: empty for reports, which are never answered. */
export async function incomingOf(raw: Buffer, sender: string): Promise<Incoming> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  const from = mail.from?.value ?? [];
  const attachment = mail.attachments.find(isCalendar);
  return {
    from: from.length === 1 ? (from[0]!.address ?? '') : '',
    key: createHash('sha256').update(mail.messageId ? `${mail.messageId} ${from[0]?.address ?? ''}` : raw).digest('base64url'),
    automatic: sender === '' || isAutomatic(mail),
    calendar: attachment ? { text: decoded(attachment), method: parameter(attachment, 'method') } : null,
  };
}

const isCalendar = ({ contentType, filename }: Attachment): boolean =>
  ['text/calendar', 'application/ics', 'text/x-vcalendar', 'application/calendar'].includes(contentType.toLowerCase()) || (/^(application\/octet-stream|text\/plain)$/i.test(contentType) && /\.(ics|vcs)$/i.test(filename ?? ''));

function isAutomatic(mail: ParsedMail): boolean {
  // One that is there twice comes as a list.
  const said = (name: string): string[] => [mail.headers.get(name)].flat().filter((value) => typeof value === 'string').map((value) => value.trim().toLowerCase());
  return said('auto-submitted').some((value) => value !== '' && value !== 'no') || said('precedence').some((value) => ['bulk', 'junk', 'list', 'auto_reply'].includes(value))
    || ['list', 'x-autoreply', 'x-autorespond'].some((name) => mail.headers.has(name)) || said('x-auto-response-suppress').includes('all');
}

const parameter = ({ headers }: Attachment, name: string): string => {
  const type = headers.get('content-type') as { params?: Record<string, string> } | undefined;
  return type?.params?.[name] ?? '';
};

/** By the character set that it names, else UTF-8, else, where it is not that, as Windows writes. */
function decoded(attachment: Attachment): string {
  const named = parameter(attachment, 'charset');
  for (const charset of [named, 'utf-8']) {
    try {
      if (charset) return new TextDecoder(charset, { fatal: true }).decode(attachment.content);
    } catch {
      continue;
    }
  }
  return new TextDecoder('windows-1252').decode(attachment.content);
}
