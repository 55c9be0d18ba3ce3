import { expect } from '@jest/globals';
import { Browser } from './browser.js';
import { neighbour, type Neighbour } from './neighbour.js';
import { startPlatform, type Platform } from './platform.js';

export const meetingId = '0199c0de-0000-7000-8000-00000000000a';
export const meeting = { id: meetingId, version: '7', title: 'Samråd' };
/** A meeting as it is asked for. */
export const wish = { starts: '2026-12-01T13:30', ends: '2026-12-01T15:00' };

/** The gateway with the meetings service behind it and Eva, who is logged in. */
export interface FrontDesk {
  readonly platform: Platform;
  readonly meetings: Neighbour;
  readonly eva: Browser;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts them. */
export async function startFrontDesk(): Promise<FrontDesk> {
  const platform = await startPlatform();
  const origin = `http://localhost:${platform.config.port}`;
  const meetings = await neighbour(platform, 'meetings');
  const stop = async (): Promise<void> => { await meetings.stop(); await platform.stop(); };
  return { platform, meetings, eva: await Browser.loggedIn(origin), origin, stop };
}

/** Forgets what the meetings service was asked; from now on it answers with the meeting. */
export function begin(meetings: Neighbour): void {
  meetings.asked.length = 0;
  meetings.answer = () => ({ status: 200, body: meeting, etag: '7' });
}

/** The problem that was answered. */
export const problem = async (response: Response): Promise<Record<string, unknown>> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as Record<string, unknown>;
};
