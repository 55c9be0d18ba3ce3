import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 64 * 1024;

/** The fields of an application/x-www-form-urlencoded body. @throws when it is larger than 64 KiB */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('The form is too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
