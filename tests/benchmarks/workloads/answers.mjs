import { randomUUID } from 'node:crypto';
import { paired } from '../figures.mjs';
import { load, request } from '../load.mjs';
import { costOf } from '../processor-time.mjs';
import { calling, meetingBody } from './meetings.mjs';

const many = 64;

const asked = async (origin, token, [method, path, body]) => {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}) };
  const answer = await fetch(`${origin}/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
};

const put = (origin, token, path, body) =>
  request(`${origin}/api${path}`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body: JSON.stringify(body) });

/** A turn of what is asked: each question with the other answer than the last time. */
function byTurns(questions) {
  let turn = 0;
  return () => { const at = turn++; return questions[at % questions.length](Math.floor(at / questions.length) % 2 === 0); };
}

/** Answers of one who is called to many meetings. */
async function replies(target, { token }) {
  const { origin, groupId } = target;
  const questions = [];
  for (let n = 0; n < many; n += 1) {
    const { id } = await asked(origin, target.token, ['POST', '/meetings', JSON.parse(meetingBody(groupId))]);
    const { mine: [{ participantId }], startsAt } = await asked(origin, token, ['GET', `/meetings/${id}`]);
    questions.push((even) => put(origin, token, `/meetings/${id}/reply`, { participantId, startsAt, answer: even ? 'yes' : 'no' }));
  }
  return byTurns(questions);
}

const dayIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Votes of one of eleven whom polls ask for two times each. */
async function votes({ origin, token: organiser, groupId }, { token }) {
  const options = [40, 41].map((days) => ({ starts: `${dayIn(days)}T13:00`, ends: `${dayIn(days)}T14:00` }));
  const questions = [];
  for (let n = 0; n < many; n += 1) {
    const poll = await asked(origin, organiser, ['POST', '/polls', { options, closes: `${dayIn(30)}T12:00`, title: 'Läget inför lovet', groupId }]);
    questions.push((even) => put(origin, token, `/polls/${poll.id}/votes`, { votes: poll.options.map(({ option }) => ({ option, vote: even ? 'yes' : 'no' })) }));
  }
  return byTurns(questions);
}

/** Answering at 16 connections, per second and in processor time: a reply to a meeting, a vote in a poll, each against the floor that writes a meeting, and against calling one with everything on. */
export async function answering(target, { member, bare, rounds }) {
  const floor = (seconds, count) => load(bare.url, { connections: 16, seconds, count, status: 201, next: () => request(`${bare.url}/meetings`, { method: 'POST', body: meetingBody(target.groupId) }) });
  const creating = () => load(target.origin, { connections: 16, seconds: 1.5, status: 201, next: () => calling(target) });
  const results = {};
  for (const [name, questions] of Object.entries({ 'reply to a meeting': replies, 'vote in a poll': votes })) {
    const next = await questions(target, member);
    const product = (seconds, count) => load(target.origin, { connections: 16, seconds, count, status: 200, next });
    await product(1.5);
    const perSecond = async (ask) => (await ask(1.5)).perSecond;
    const sixteen = await paired(rounds, { product: () => perSecond(product), floor: () => perSecond(floor) });
    const asCreating = await paired(rounds, { product: () => perSecond(product), floor: () => perSecond(creating) });
    const cost = { product: (await costOf(target.processes, () => product(8, 500))).cost, floor: (await costOf(bare.processes, () => floor(8, 500))).cost };
    results[name] = { sixteen, asCreating, cost };
  }
  return results;
}
