import { setTimeout as delay } from 'node:timers/promises';
import { until } from './asking.mjs';

/** Between two questions of the same one: all that is asked of two at once must leave room for what is written. */
const pause = 50;
/** The stream of one who is refused is listened to for so long. */
const quiet = 400;

/** True for an answer that lets somebody in, false for a refusal, null where it says neither: a service that has too much to do, or does not know yet what holds, says so. */
const verdict = ({ status, body }, seen) => (status === 200 ? seen(body) : status === 404 || status === 403 ? false : null);

/** What somebody asks each service, and whether the answer still lets that one in; referrals only who holds the function to which the request on the agenda went. */
function places({ asking, groupId, meetingId, called, receives }, username) {
  const found = (path) => async () => verdict(await asking.ask(username, ['GET', path]), () => true);
  const items = async (path, mine = () => true) => verdict(await asking.ask(username, ['GET', path]), (body) => body.items.some(mine));
  return {
    directory: found(`/groups/${groupId}`), meetings: found(`/meetings/${meetingId}`), agendas: found(`/agendas/${meetingId}`),
    notifications: () => items('/notifications', ({ matter }) => called.has(matter.id)),
    ...(username === receives ? { referrals: () => items(`/meetings/${meetingId}/referrals`) } : {}),
  };
}

/** Resolves when every service lets somebody in, and that one's stream is told of meetings. */
export async function letIn(setting, username, stream) {
  const before = stream.told;
  const lettingIn = Object.entries(places(setting, username)).map(([service, open]) => until(open, `${username} is let in by ${service}`));
  await Promise.all([...lettingIn, until(async () => stream.told > before, `${username}'s stream is told`)]);
}

/**
 * Asks a service again and again until it refuses: the milliseconds from `since` until the answer came that refused, and until the last question was asked that was let in. The first has
 * in it how long an answer takes; no question that is asked later than the second is let in.
 */
async function refusing(open, since, what) {
  for (let letIn = 0; ; await delay(pause)) {
    const asked = performance.now() - since;
    const isOpen = await open();
    if (isOpen === false) return { answered: performance.now() - since, letIn };
    if (isOpen) letIn = asked;
    if (asked > 30_000) throw new Error(`not refused in half a minute: ${what}`);
  }
}

/** Asks every service from `since` (as `performance.now()` tells) until each refuses; gives how long each took, and the stream until it was told last or ended. */
export async function refused(setting, username, { stream, since }) {
  const asked = Object.entries(places(setting, username)).map(async ([service, open]) => [service, await refusing(open, since, `${username} by ${service}`)]);
  const took = Object.fromEntries(await Promise.all(asked));
  await delay(quiet);
  const silent = Math.max(0, (stream.endedAt ?? stream.lastTold) - since);
  await Promise.all(Object.entries(places(setting, username)).map(async ([service, open]) => { if (await open()) throw new Error(`${service} lets ${username} in again`); }));
  return { ...took, stream: { answered: silent, letIn: silent } };
}
