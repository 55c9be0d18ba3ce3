import { expect, type Page } from '@playwright/test';
import { press, said } from './at-meeting.js';

/** A request as a person types it; the receiver as what is typed to find it, and a part of its name. */
export type Request = { readonly receiver: { readonly typed: string; readonly name: RegExp }; readonly title: string; readonly body: string };

/** The rescue service's preventive unit in the demo, and the police of two areas. */
export const rescue = { typed: 'Förebyggande', name: /Förebyggande chef/ };
export const police = { typed: 'Kommunpolisen i LPO Västra', name: /Kommunpolisen i LPO Västra Mälardalen/ };
export const northernPolice = { typed: 'Kommunpolisen i LPO Norra', name: /Kommunpolisen i LPO Norra Västmanland/ };

const questions = ['Misstänker du att ett barn far illa?', 'Gäller det en enskild person?'];

/** Answers one of the questions before anything can be typed. */
export const answerFirst = (page: Page, question: 0 | 1, answer: 'Ja' | 'Nej'): Promise<void> => page.getByRole('radiogroup', { name: questions[question]! }).getByRole('radio', { name: answer }).check();

/** Passes the first step of a new request: it is about no child that may be harmed, and about no individual. */
export async function passFirstStep(page: Page): Promise<void> {
  await answerFirst(page, 0, 'Nej');
  await answerFirst(page, 1, 'Nej');
  await press(page, 'Nästa');
}

/** Chooses the function that a request goes to, or is passed on to. */
export async function chooseReceiver(page: Page, { typed, name }: Request['receiver'], label = 'Mottagare'): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name }).first().click();
}

/** Writes what is asked. */
export async function fillInRequest(page: Page, { title, body }: Pick<Request, 'title' | 'body'>): Promise<void> {
  await page.getByRole('textbox', { name: 'Rubrik' }).fill(title);
  await page.getByRole('textbox', { name: 'Vad frågar ni om?' }).fill(body);
}

/** Writes a request on Ny förfrågan, which is open, and sends it. Gives its path. */
export async function sendRequest(page: Page, request: Request): Promise<string> {
  await passFirstStep(page);
  await chooseReceiver(page, request.receiver);
  await press(page, 'Nästa');
  await fillInRequest(page, request);
  await press(page, 'Nästa');
  await press(page, 'Skicka förfrågan');
  await said(page, 'Förfrågan är skickad.');
  await page.waitForURL(/\/forfragningar\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Goes to another page of the product as by its address. */
export const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(new URL(path, page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

/** A step in which something is written for the other side. */
export async function writeStep(page: Page, step: { open: string; field: string; text: string; send: string }): Promise<void> {
  await press(page, step.open);
  await page.getByRole('textbox', { name: step.field }).fill(step.text);
  await press(page, step.send);
}

/** Gives the receipt. */
export async function receive(page: Page): Promise<void> {
  await press(page, 'Bekräfta att vi har tagit emot den');
  await said(page, 'Mottagningen är bekräftad.');
}
