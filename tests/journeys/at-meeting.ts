import { expect, type Locator, type Page } from '@playwright/test';
import { callMeeting, daysAhead, fillIn, type Call } from './calling.js';

/** An item as a person types it; `readers` are the authorities it is addressed to besides one's own, and what the others see of it. */
export type Proposal = {
  readonly title: string;
  readonly minutes?: string;
  readonly background?: string;
  readonly readers?: { readonly others: 'marked' | 'hidden'; readonly authorities: readonly RegExp[] };
};

const minute = 60_000;
const others = { marked: 'Vissa myndigheter – de andra ser att punkten finns', hidden: 'Vissa myndigheter – för de andra finns punkten inte' };
const inSweden = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' });
const [atNoonAlready, lastMinute] = ['00:00', '23:59'];

/** The first whole minute that is at least so many seconds away, as an instant in milliseconds. */
export const soon = (seconds: number): number => Math.ceil((Date.now() + seconds * 1_000) / minute) * minute;

/** An instant in Swedish wall-clock time, and an hour after it, or the day's last minute where that comes first. */
export function hourFrom(instant: number): { date: string; starts: string; ends: string } {
  const [date, starts] = inSweden.format(instant).split(' ') as [string, string];
  const [, ends] = inSweden.format(instant + 60 * minute).split(' ') as [string, string];
  return { date, starts, ends: ends > starts && ends !== atNoonAlready ? ends : lastMinute };
}

export const press = (within: Page | Locator, name: string | RegExp): Promise<void> => within.getByRole('button', { name, exact: true }).click();
export const said = (page: Page, text: string | RegExp): Promise<void> => expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible();
/** An item of the agenda, of the proposals or of the notes, by a part of its heading. */
export const item = (page: Page, heading: string | RegExp): Locator => page.locator('li.item').filter({ has: page.getByRole('heading', { level: 3, name: heading }) });
/** The headings of what is on the agenda, in their order. */
export const headings = (page: Page): Locator => page.locator('ol.items > li').getByRole('heading', { level: 3 });
/** Shows another part of the meeting: Mötet, Dagordning or Anteckningar. */
export const show = (page: Page, part: string): Promise<void> => page.getByRole('radio', { name: part, exact: true }).click();

/** Opens the form for a proposal and fills it in without sending it. */
export async function write(page: Page, { title, minutes, background, readers }: Proposal): Promise<Locator> {
  await press(page, 'Föreslå en punkt');
  const form = page.getByRole('form', { name: 'Föreslå en punkt' });
  if (readers) await form.getByRole('radio', { name: others[readers.others] }).check();
  for (const name of readers?.authorities ?? []) await form.getByRole('checkbox', { name }).check();
  await form.getByRole('textbox', { name: 'Punktens rubrik' }).fill(title);
  if (background !== undefined) await form.getByRole('textbox', { name: 'Bakgrund' }).fill(background);
  if (minutes !== undefined) await form.getByRole('textbox', { name: 'Minuter' }).fill(minutes);
  return form;
}

/** Proposes an item for the agenda that the page shows. */
export async function propose(page: Page, proposal: Proposal): Promise<void> {
  const form = await write(page, proposal);
  await press(form, 'Skicka förslaget');
  await expect(form).toHaveCount(0);
  await expect(item(page, proposal.title)).toBeVisible();
}

/** Takes proposed items up, one after the other. */
export async function takeUp(page: Page, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await press(item(page, title), 'Ta upp');
    await expect(headings(page).filter({ hasText: title })).toBeVisible();
  }
}

/** Shows the agenda of the meeting that the page has come to, once it is open. Gives the meeting's id. */
async function atItsAgenda(page: Page): Promise<string> {
  await page.waitForURL(/\/moten\/[0-9a-f-]{36}$/);
  const meetingId = page.url().slice(-36);
  await show(page, 'Dagordning');
  await expect(page.getByRole('heading', { level: 2, name: 'Dagordning' })).toBeVisible();
  return meetingId;
}

/** Calls a meeting that begins at an instant, and stays at its agenda. Gives the meeting's id. */
export async function meetingAt(page: Page, instant: number, call: Pick<Call, 'group' | 'title' | 'also'>): Promise<string> {
  await page.getByRole('link', { name: 'Möten', exact: true }).first().click();
  await callMeeting(page, { ...call, ...hourFrom(instant) });
  return atItsAgenda(page);
}

/** Enters a meeting of yesterday, whose notes can be declared ready at once, and stays at its agenda. Gives the meeting's id. */
export async function heldMeeting(page: Page, call: Pick<Call, 'title' | 'also'>): Promise<string> {
  await page.getByRole('link', { name: 'Kalla till möte' }).click();
  await fillIn(page, { ...call, date: daysAhead(-1), starts: '13', ends: '14' });
  await page.getByRole('checkbox', { name: 'Detta är ett möte som redan hållits' }).check();
  await press(page, 'Spara mötet');
  return atItsAgenda(page);
}
