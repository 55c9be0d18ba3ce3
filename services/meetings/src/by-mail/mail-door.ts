import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Kit } from '@knutpunkt/service-kit';
import { tokenIn } from '@knutpunkt/service-kit';
import { incomingOf } from './incoming.js';
import type { MailInSettings } from './mail-in-settings.js';
import { trusted } from './sender.js';
import { Taking, type Taken } from './taking.js';

export const mailInToken = Symbol('mail in');

const patience = 20_000;
const silence = 30_000;
const mostRecipients = 10;
const mostAtOnce = 20;

/** How a mail is refused by an SMTP server, and nothing else of why (RFC 3463 in the text). */
const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
/** The same for a stranger, a forged sender and a meeting that never was. */
const notTaken = (): Error => refusal(550, '5.7.1 This message is not taken here');
const later = (): Error => refusal(451, '4.3.0 Try again later');
const tooLarge = (): Error => refusal(552, '5.3.4 The message is too large');

/** Takes in what calendars answer. A mail is taken over when its effect is committed, and not before: whoever hands it in keeps it until then. */
@Injectable()
export class MailDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: SMTPServer | undefined;

  constructor(@Inject(mailInToken) private readonly settings: MailInSettings | null, private readonly taking: Taking, private readonly kit: Kit) {}

  async onApplicationBootstrap(): Promise<void> {
    const { settings } = this;
    if (!settings) return;
    this.server = this.listening(settings);
    await new Promise<void>((resolve, reject) => {
      this.server!.once('error', reject);
      this.server!.listen(settings.port, settings.host, () => resolve());
    });
    this.server.on('error', (error) => this.kit.log.warn({ error }, 'a connection for incoming mail broke'));
  }

  beforeApplicationShutdown(): Promise<void> {
    return new Promise((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  /** Where it listens; 0 where it does not. */
  get port(): number {
    const at = this.server?.server.address();
    return typeof at === 'object' && at ? at.port : 0;
  }

  private listening(settings: MailInSettings): SMTPServer {
    return new SMTPServer({
      lmtp: settings.protocol === 'lmtp', size: settings.maxBytes, disabledCommands: ['AUTH', 'STARTTLS'], authOptional: true, disableReverseLookup: true, logger: false,
      socketTimeout: silence, closeTimeout: 2_000, maxClients: mostAtOnce, name: settings.address.split('@')[1]!, banner: 'Knutpunkt',
      onRcptTo: ({ address }, session, done) => done(this.recipientProblem(address, session, settings)),
      onData: (stream, session, done) => void this.received(stream, session, settings).then((answers) => (done as Done)(null, answers), done),
    });
  }

  private recipientProblem(address: string, { envelope }: SMTPServerSession, settings: MailInSettings): Error | null {
    const ours = settings.address.toLowerCase();
    const [local, domain] = address.toLowerCase().split('@');
    if (`${local?.split('+')[0]}@${domain}` !== ours) return refusal(550, '5.1.1 Nobody of that name is here');
    return envelope.rcptTo.length > mostRecipients ? refusal(452, '4.5.3 Too many recipients') : null;
  }

  /** What the server answers: in LMTP to each recipient by itself (RFC 2033 §4.2), in SMTP once for all. Throws where the mail is too large. */
  private async received(stream: SMTPServerDataStream, session: SMTPServerSession, settings: MailInSettings): Promise<(string | Error)[]> {
    const started = performance.now();
    const raw = await wholeOf(stream, settings.maxBytes);
    if (!raw) throw tooLarge();
    const all = await within(patience, this.taken(raw, session, settings)).catch((error: unknown) => this.later(error));
    const ends = settings.protocol === 'lmtp' ? session.envelope.rcptTo.map((_, at) => all[at] ?? all[0]!) : [together(all)];
    ends.forEach((end) => this.kit.observed('mail.in', replies[end], performance.now() - started));
    return ends.map((end) => (end === 'taken' ? 'OK: message accepted' : answerTo(end)));
  }

  private later(error: unknown): End[] {
    this.kit.log.warn({ error }, 'a mail cannot be taken in now');
    return ['later'];
  }

  /** What became of it for each recipient, in their order; one end for all where it is not looked at. */
  private async taken(raw: Buffer, session: SMTPServerSession, settings: MailInSettings): Promise<End[]> {
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const trust = await trusted(raw, { sender, ip: session.remoteAddress, helo: session.hostNameAppearsAs }, settings);
    if (trust !== 'yes') return [trust === 'unsure' ? 'later' : 'refused'];
    const mail = await incomingOf(raw, sender);
    const ends: End[] = [];
    for (const { address } of session.envelope.rcptTo) {
      const token = tokenIn(address, settings);
      ends.push(token ? await this.taking.take(mail, token, settings.key).catch((error: unknown) => this.later(error)[0]!) : 'refused');
    }
    return ends;
  }
}

type End = Taken | 'later';
type Done = (error: Error | null, answers: (string | Error)[]) => void;
const replies = { taken: 250, later: 451, refused: 550 } as const;
const answerTo = (end: Exclude<End, 'taken'>): Error => (end === 'later' ? later() : notTaken());
/** One answer for all: a mail that is to come again has the effects once that it has had. */
const together = (ends: readonly End[]): End => (ends.includes('later') ? 'later' : ends.includes('taken') ? 'taken' : 'refused');

/** The whole mail, or null where it is larger than that: the rest is read away, so that the answer is heard. */
async function wholeOf(stream: SMTPServerDataStream, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
  }
  return bytes > most || stream.sizeExceeded ? null : Buffer.concat(chunks);
}

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('it took too long')), ms).unref())]);
