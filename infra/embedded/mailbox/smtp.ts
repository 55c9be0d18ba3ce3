import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { setTimeout as delay } from 'node:timers/promises';
import type { Letters } from './letters.js';

/** How the server treats mail, for tests of failure: refuses it for now (451), rejects its recipients (`only` these, where they are named) with an SMTP reply code, or keeps it but answers late. */
export type Behaviour = { refuse?: boolean; reject?: number; only?: readonly string[]; answerAfterMs?: number };

const MOST_BYTES = 5 * 1024 * 1024;

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const envelopeOf = ({ envelope }: SMTPServerSession) => ({
  from: envelope.mailFrom ? envelope.mailFrom.address : '',
  to: envelope.rcptTo.map((one) => one.address),
});

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

/** The reply code that a recipient is rejected with. Nobody is ever at an address that ends with .invalid (RFC 6761 §6.4). */
const rejection = ({ reject, only }: Behaviour, address: string): number | undefined =>
  reject !== undefined && (!only || only.includes(address)) ? reject : address.toLowerCase().endsWith('.invalid') ? 550 : undefined;

/** An SMTP server on the loopback address: no login, no TLS (it would only be its own certificate), 5 MiB a mail. */
export function smtpServer(letters: Letters, behaviour: () => Behaviour): SMTPServer {
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    await letters.receive(await readAll(stream), envelopeOf(session));
    await delay(behaviour().answerAfterMs ?? 0);
  };
  return new SMTPServer({
    size: MOST_BYTES,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 2_000,
    onMailFrom: (_address, _session, done) => done(behaviour().refuse ? refusal(451, 'Try again later') : null),
    onRcptTo: ({ address }, _session, done) => {
      const code = rejection(behaviour(), address);
      done(code ? refusal(code, 'Nobody here') : null);
    },
    onData: (stream, session, done) => void take(stream, session).then(() => done(), done),
  });
}
