import { expect, type Locator, type Page } from '@playwright/test';
import { daysAhead } from './calling.js';

/** Writes a time of a poll that is being written; the first is number 1. */
export async function writeTime(page: Page, number: number, { day, starts, ends }: { day: number; starts: string; ends: string }): Promise<void> {
  const row = page.getByRole('group', { name: `Tid ${number}`, exact: true });
  await row.getByRole('textbox', { name: 'Datum' }).fill(daysAhead(day));
  await row.getByRole('textbox', { name: 'Börjar' }).fill(starts);
  await row.getByRole('textbox', { name: 'Slutar' }).fill(ends);
}

/** The part of a poll's page in which one answers for oneself. */
export const ownAnswer = (page: Page): Locator => page.getByRole('region', { name: 'Ditt svar' });

/** Answers the nth time of a poll, from 0, and waits until it is saved. */
export async function answer(page: Page, nth: number, vote: 'Ja' | 'Om det behövs' | 'Nej'): Promise<void> {
  const button = ownAnswer(page).getByRole('listitem').nth(nth).getByRole('button', { name: vote, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}
