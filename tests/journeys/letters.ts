import { expect } from '@playwright/test';
import { mailbox } from './product.js';

/** A mail as the mailbox of the demo tells of it. */
export type Letter = { readonly subject: string; readonly text: string; readonly calendar?: string; readonly deliveries: number };

/** The mails about one meeting to one address, oldest first. */
export async function lettersAbout(meetingId: string, to: string): Promise<Letter[]> {
  const answer = await fetch(`${mailbox()}/api/messages?to=${encodeURIComponent(to)}`);
  const letters = (await answer.json()) as Letter[];
  return letters.filter((letter) => letter.calendar?.includes(meetingId)).reverse();
}

/** Behind the mails of a whole county that was just loaded, one may wait a while. Waits until so many mails about a meeting have come to an address, and gives the last. */
export async function letterAbout(meetingId: string, to: string, count: number): Promise<Letter> {
  await expect.poll(async () => (await lettersAbout(meetingId, to)).length, { message: `mails to ${to}`, timeout: 90_000 }).toBe(count);
  return (await lettersAbout(meetingId, to)).at(-1)!;
}

/** A property of a mail's calendar entry, such as UID or SEQUENCE. Lines that were folded are joined; the rules of the time zone stand before the entry. */
export function inCalendar(letter: Letter, property: string): string | undefined {
  const lines = (letter.calendar ?? '').replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const line = lines.findLast((one) => one.startsWith(`${property}:`) || one.startsWith(`${property};`));
  return line?.slice(line.indexOf(':') + 1);
}
