import { meetingBody } from '../meetings.mjs';
import { who } from './scene.mjs';

/** At most so many wait for their answers: a machine that does not keep up writes less often, which is said. */
const mostAtOnce = 16;
const callEach = 10;
const ofGroup = 50;

/**
 * Writes so often until it is stopped, or as often as is answered: each tenth calls a meeting, the others answer an invitation. Each fiftieth is a meeting of the group, which is cancelled
 * thereafter: whoever comes or goes joins or leaves all that a group is going to have, so it must not come to have thousands. `stop` gives how many were answered well per second.
 */
export function writing({ asking, groupId, answering, called, people }, perSecond) {
  const open = new Set();
  const began = performance.now();
  let [asked, written] = [0, 0];
  const callGroup = async () => {
    const { status, body } = await asking.ask(who.secretary, ['POST', '/meetings', JSON.parse(meetingBody(groupId))]);
    if (status !== 201) return status;
    called.add(body.id);
    return (await asking.ask(who.secretary, ['POST', `/meetings/${body.id}/cancel`, { reason: 'Inställt' }], body.version)).status;
  };
  const { groupId: _, ...ofOne } = JSON.parse(meetingBody(groupId));
  const call = async () => (await asking.ask(who.secretary, ['POST', '/meetings', { ...ofOne, people: [people.get(who.answers).id] }])).status;
  const write = async () => {
    const n = asked++;
    if (n % ofGroup === 0) return callGroup();
    return n % callEach === 0 ? call() : (await asking.ask(who.answers, answering())).status;
  };
  const timer = setInterval(() => {
    // As many as are due by now: a busy machine wakes it late.
    while (open.size < mostAtOnce && asked < ((performance.now() - began) * perSecond) / 1_000) {
      const one = write().then((status) => { written += Number(status < 300); }).finally(() => open.delete(one));
      open.add(one);
    }
  }, 5);
  const stop = async () => {
    clearInterval(timer);
    await Promise.all(open);
    return written / ((performance.now() - began) / 1_000);
  };
  return { stop };
}
