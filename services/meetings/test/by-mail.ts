import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createTransport } from 'nodemailer';
import type { MeetingView } from '@knutpunkt/contracts';
import { answerAddress } from '@knutpunkt/service-kit';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetingsTaking } from '../src/index.js';

export const answers = { address: 'svar@hub.example', key: Buffer.alloc(32, 7).toString('base64') };

/** A port that nobody listens on now. */
export async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface TakingMail { readonly hub: TestHub; readonly world: World; readonly port: number }

/** The meetings service alone, taking answers by mail from whoever hands them in. */
export async function startTakingMail(protocol: 'smtp' | 'lmtp' = 'smtp'): Promise<TakingMail> {
  const port = await aFreePort();
  const hub = await TestHub.start([meetingsTaking({ ...answers, port, protocol, trust: 'none' })]);
  return { hub, port, world: new World(hub, ['meetings']) };
}

/** The address of a person of the test world. */
export const addressOf = ({ id }: { id: string }): string => `${id}@example.test`;

export interface Sent {
  readonly from?: string;
  readonly to?: string;
  readonly as?: { id: string };
  readonly method?: string;
  readonly partstat?: string;
  readonly lines?: readonly string[];
  readonly stamp?: Date;
  readonly sequence?: number;
  readonly headers?: Record<string, string>;
  readonly messageId?: string;
  readonly calendar?: string | null;
  readonly sender?: string;
}

const stampOf = (date: Date): string => `${date.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;

export const calendarOf = (meeting: Pick<MeetingView, 'id'>, attendee: string, { method = 'REPLY', partstat = 'ACCEPTED', lines = [], stamp = new Date(), sequence = 0 }: Sent): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//Calendar//SV', `METHOD:${method}`, 'BEGIN:VEVENT', `UID:${meeting.id}@knutpunkt`, `DTSTAMP:${stampOf(stamp)}`, `SEQUENCE:${sequence}`, `ATTENDEE;PARTSTAT=${partstat}:mailto:${attendee}`, ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

/** Hands a mail in as a calendar would; gives the SMTP reply code, and the server's words. */
export async function send(port: number, meeting: Pick<MeetingView, 'id'>, invited: Pick<TestPerson, 'id'>, sent: Sent = {}): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  const from = sent.from ?? addressOf(invited);
  const content = sent.calendar === undefined ? calendarOf(meeting, addressOf(sent.as ?? invited), sent) : sent.calendar;
  const to = sent.to ?? answerAddress(answers, { meetingId: meeting.id, recipientId: invited.id });
  try {
    const { response } = await transport.sendMail({
      from, to, subject: 'Accepterat: Möte', text: 'Hej', headers: sent.headers ?? {}, ...(sent.messageId ? { messageId: sent.messageId } : {}),
      envelope: { from: sent.sender ?? from, to: [to] }, ...(content === null ? {} : { icalEvent: { method: sent.method ?? 'REPLY', content } }),
    });
    return response.slice(0, 3);
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    transport.close();
  }
}
