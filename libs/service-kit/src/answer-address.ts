import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where answers from calendars come in: an address of ours, and the secret that makes each participant's own from it. */
export interface AnswersIn {
  readonly address: string;
  /** 32 bytes at least, base64. */
  readonly key: string;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const idBytes = 16;
const proofBytes = 16;

/** RFC 4648 §6 in small letters, without padding: mail servers on the way may change the case of an address. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function bytesOf(text: string): Buffer {
  const bits = text.split('').map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

const proofOf = (key: string, meetingId: string, recipientId: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(`${meetingId.toLowerCase()} ${recipientId.toLowerCase()}`).digest().subarray(0, proofBytes);

const idOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The address that one recipient (a person or a function) answers a meeting at: `svar+<52 letters>@…`. Nobody without the key can make it, and it says nothing of the recipient. */
export function answerAddress({ address, key }: AnswersIn, { meetingId, recipientId }: { meetingId: string; recipientId: string }): string {
  const [local, domain] = address.split('@');
  return `${local}+${base32(Buffer.concat([Buffer.from(meetingId.replaceAll('-', ''), 'hex'), proofOf(key, meetingId, recipientId)]))}@${domain}`;
}

/** What an address of that form carries: the meeting, and the proof that `isFor` checks. */
export interface AnswerToken {
  readonly meetingId: string;
  readonly proof: Buffer;
}

/** The token in an address, in any case of letters; null for one that is not ours, or carries none. */
export function tokenIn(address: string, answers: Pick<AnswersIn, 'address'>): AnswerToken | null {
  const [local, domain] = answers.address.toLowerCase().split('@');
  const given = address.trim().toLowerCase();
  const [before, after] = [`${local}+`, `@${domain}`];
  if (!given.startsWith(before) || !given.endsWith(after)) return null;
  const tag = given.slice(before.length, -after.length);
  if (!/^[a-z2-7]{52}$/.test(tag)) return null;
  const bytes = bytesOf(tag);
  return { meetingId: idOf(bytes.subarray(0, idBytes)), proof: bytes.subarray(idBytes, idBytes + proofBytes) };
}

/** Whether a token was made for this recipient. Takes as long for a wrong one as for the right one. */
export const isFor = ({ meetingId, proof }: AnswerToken, recipientId: string, { key }: Pick<AnswersIn, 'key'>): boolean =>
  proof.length === proofBytes && timingSafeEqual(proof, proofOf(key, meetingId, recipientId));
