import { get } from 'node:http';
import { logIn } from '../../log-in.mjs';

/** Somebody's open live stream: when it was told last of a meeting, and when the hub ended it. */
export async function listening(origin, username) {
  const headers = { cookie: await logIn(origin, username), 'sec-fetch-site': 'same-origin' };
  const state = { lastTold: 0, told: 0, endedAt: null, close: () => request.destroy() };
  const request = get(`${origin}/api/stream`, { headers }, (answer) => {
    if (answer.statusCode !== 200) return void request.destroy(new Error(`the stream of ${username} answered ${answer.statusCode}`));
    answer.setEncoding('utf8').on('data', (text) => {
      if (!text.includes('"type":"meeting"')) return;
      state.lastTold = performance.now();
      state.told += 1;
    });
    answer.once('end', () => { state.endedAt = performance.now(); });
  });
  await new Promise((resolve, reject) => request.once('response', resolve).once('error', reject));
  request.on('error', () => undefined);
  return state;
}
