import { meetingBody } from '../meetings.mjs';
import { who } from './scene.mjs';

/** At most so many wait for their answers: a machine that does not keep up writes less often, which is said. */
const mostAtOnce = 16;
const callEach = 10;

/** Writes so often until it is stopped, or as often as is answered: each tenth calls a meeting of the group, the others answer an invitation. `stop` gives how many were answered well per second. */
export function writing({ asking, groupId, answering, called }, perSecond) {
  const open = new Set();
  const began = performance.now();
  let [asked, written] = [0, 0];
  const call = async () => {
    const { status, body } = await asking.ask(who.secretary, ['POST', '/meetings', JSON.parse(meetingBody(groupId))]);
    if (status === 201) called.add(body.id);
    return status;
  };
  const write = async () => (asked++ % callEach === 0 ? call() : (await asking.ask(who.answers, answering())).status);
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
