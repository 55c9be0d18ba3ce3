import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { pdfText } from '@knutpunkt/testing';
import { press } from './at-meeting.js';

/** Saves a paper with its button, and gives its text. */
async function paper(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  expect(download.suggestedFilename()).toMatch(/^(kallelse|dagordning|anteckningar)-\d{4}-\d\d-\d\d\.pdf$/);
  const pdf = await readFile(await download.path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return pdfText(pdf);
}

/** Expects of a paper that it holds some texts, in this order, and none of others. */
export async function expectPaper(page: Page, button: string, { holds, hides }: { holds: readonly string[]; hides: readonly string[] }): Promise<void> {
  const text = await paper(page, button);
  const places = holds.map((one) => text.indexOf(one));
  expect(places.every((place, i) => place > (places[i - 1] ?? -1)), `${button}: ${holds.join(' … ')} in ${text}`).toBe(true);
  for (const one of hides) expect(text).not.toContain(one);
}
