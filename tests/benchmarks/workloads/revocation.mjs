import { setTimeout as delay } from 'node:timers/promises';
import { progress } from '../../../infra/start/progress.mjs';
import { quantile, sort } from '../figures.mjs';
import { Demo } from '../demo.mjs';
import { listening } from './revocation/listening.mjs';
import { agreed, scene, who } from './revocation/scene.mjs';
import { letIn, refused } from './revocation/watching.mjs';
import { writing } from './revocation/writing.mjs';

const unlimited = '100000/100000';
const environment = { LIMIT_ACTOR: unlimited, LIMIT_ORGANISATION: unlimited, LIMIT_ADDRESS: unlimited, LIMIT_STREAMS: '1000' };

/** Who is let into the group and out of it again, by turns; these have another's seat in no group of the hub's that meets meanwhile. */
const ourPeople = ['kurator.kop', 'teknik.kop', 'registrator.kop', 'ksordf.kop', 'kommunchef.kop', 'fc-bu.kop', 'fc-kf.kop', 'fc-sa.kop'];
/** Holds the function that the request on the agenda went to, so that referrals lists it at the meeting as long as the seat holds. */
const theirPerson = 'kpol.vm';

const now = () => performance.now();

/** Lets somebody in, waits until that is so everywhere, has `end` end it, and gives how long each went on letting that one in. */
async function once(setting, username, { begin, end }) {
  const stream = setting.streams.get(username);
  const begun = await begin();
  await letIn(setting, username, stream);
  await end(begun);
  return refused(setting, username, { stream, since: now() });
}

const ours = ({ asking, groupId, people }, username) => asking.does(who.owner, ['POST', `/groups/${groupId}/members`, { personId: people.get(username).id }]);

/** Two keys let the other organisation's person in, on an agreement. */
async function theirs({ asking, groupId }, agreementId) {
  const { items: [{ id: personId }] } = await asking.does(who.owner, ['GET', `/groups/${groupId}/possible-nominees?search=Karin`]);
  const { id, version } = await asking.does(who.owner, ['POST', `/groups/${groupId}/nominations`, { personId, agreementId }]);
  await asking.does(who.partner, ['POST', `/nominations/${id}/confirm`, {}], version);
  return seatOf({ asking, groupId }, personId);
}

async function seatOf({ asking, groupId }, personId) {
  const { members } = await asking.does(who.owner, ['GET', `/groups/${groupId}`]);
  return members.find(({ person }) => person.id === personId);
}

const endSeat = ({ asking, groupId }, { id, version }) => asking.does(who.owner, ['POST', `/groups/${groupId}/members/${id}/end`, {}], version);

const membership = (setting, username) => once(setting, username, {
  begin: () => (username === theirPerson ? theirs(setting, setting.agreementId) : ours(setting, username)),
  end: (seat) => endSeat(setting, seat),
});

const agreement = (setting) => once(setting, theirPerson, {
  begin: async () => {
    const agreementId = await agreed(setting);
    await theirs(setting, agreementId);
    return setting.asking.does(who.owner, ['GET', `/agreements/${agreementId}`]);
  },
  end: ({ id, version }) => setting.asking.does(who.owner, ['POST', `/agreements/${id}/end`, {}], version),
});

/** For good: everybody once. */
const employment = (setting, username) => once(setting, username, {
  begin: () => ours(setting, username),
  end: async () => {
    const { id, version } = await setting.asking.does(who.owner, ['GET', `/people/${setting.people.get(username).id}`]);
    return setting.asking.does(who.owner, ['POST', `/people/${id}/end`, {}], version);
  },
});

async function measured(setting, times) {
  const took = { membership: [], agreement: [], employment: [] };
  const began = performance.now();
  for (let n = 0; n < times / 2; n += 1) {
    took.membership.push(...(await Promise.all([ourPeople[n % ourPeople.length], theirPerson].map((username) => membership(setting, username)))));
    if (n % 2 === 0) took.agreement.push(await agreement(setting));
    if (n % 5 === 0) progress(`${took.membership.length} memberships ended, ${Math.round(performance.now() - began)} ms after the first began; ${took.membership.at(-1).meetings.answered.toFixed(0)} ms by meetings for the last`);
  }
  for (const username of ourPeople) took.employment.push(await employment(setting, username));
  return took;
}

/** p50, p99 and the longest, in milliseconds. */
const figures = (all) => { const sorted = sort(all); return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), most: sorted.at(-1), count: sorted.length }; };

const slowest = (one, which) => Math.max(...Object.values(one).map((took) => took[which]));
const both = (all) => ({ answered: figures(all.map((one) => slowest(one, 'answered'))), letIn: figures(all.map((one) => slowest(one, 'letIn'))) });

/** Of each kind, and of all, when the slowest service refused; and of each service. */
function summed(took) {
  const all = Object.values(took).flat();
  const services = [...new Set(all.flatMap(Object.keys))];
  const by = Object.fromEntries(services.map((service) => [service, figures(all.flatMap((one) => one[service]?.answered ?? []))]));
  return { ...Object.fromEntries(Object.entries(took).map(([kind, each]) => [kind, both(each)])), all: both(all), by };
}

/** The group and what it has, the people by their username, and an open stream of each who is let in. */
async function settled(demo) {
  const setting = await scene(demo);
  const { items } = await setting.asking.does(who.owner, ['GET', '/people?limit=100']);
  const known = (await setting.asking.does(who.owner, ['GET', `/groups/${setting.groupId}`])).members.find(({ person }) => person.title === 'Kommunpolis');
  await endSeat(setting, known);
  const streams = new Map();
  for (const username of [...ourPeople, theirPerson]) streams.set(username, await listening(demo.origin, username));
  return { ...setting, receives: theirPerson, agreementId: await agreed(setting), people: new Map(items.map((person) => [person.homeId, person])), streams };
}

/**
 * How long after the answer that ended a membership, an agreement or an employment its person is refused by every service and told of nothing by the open stream, while so much is written
 * a second: all services as processes of their own. A hundred memberships, two at once; twenty-five agreements, and eight employments.
 */
export async function revocation({ perSecond = 100, times = Number(process.env.BENCH_REVOCATIONS ?? 100) } = {}) {
  const demo = new Demo();
  try {
    await demo.start({ processes: true, environment });
    const setting = await settled(demo);
    const load = writing(setting, perSecond);
    await delay(3_000);
    let [took, reached] = [{}, 0];
    try {
      took = await measured(setting, times);
    } finally {
      reached = await load.stop();
      setting.streams.forEach(({ close }) => close());
    }
    return { ...summed(took), perSecond: reached };
  } finally {
    await demo.remove();
  }
}
