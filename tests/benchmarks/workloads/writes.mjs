import { randomUUID } from 'node:crypto';
import { paired, quantile } from '../figures.mjs';
import { load, request } from '../load.mjs';
import { costOf } from '../processor-time.mjs';
import { meetingBody } from './meetings.mjs';

const hex = (number, digits) => number.toString(16).padStart(digits, '0');

/** The id that the generator gives what it makes, for the seed 1. */
const made = (kind, n) => `${hex(kind, 8)}-0001-7000-8000-${hex(n, 12)}`;

const post = (origin, token, path, body) =>
  request(`${origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body: JSON.stringify(body) });

/** One after the other of the coming meetings that the giant's coordinator organises and that have an agenda, each with one of its items. */
function comingMeetings({ meetings }) {
  let turn = 0;
  return () => { const n = meetings / 2 + 2_000 + 10 * (turn++ % 99); return { meeting: made(10, n), item: made(12, n * 2) }; };
}

/** The new writes, by name: what each sends. */
const writesOf = ({ origin, token }, plan) => {
  const coming = comingMeetings(plan);
  const due = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  return {
    'propose an item': () => post(origin, token, `/api/agendas/${coming().meeting}/items`, { title: 'Läget vid stationen', background: 'Vad vi ser, vad vi gör.', type: 'information' }),
    'give an action': () => {
      const { meeting, item } = coming();
      return post(origin, token, `/api/agendas/${meeting}/items/${item}/actions`, { text: 'Ta kontakt med skolan', due, personId: plan.giant.person });
    },
    'write a request': () => post(origin, token, '/api/referrals', { aboutIndividual: false, functionId: made(5, 7), title: 'Kan ni komma?', body: 'Vi vill gå igenom läget.' }),
  };
};

/** Each new write at 16 connections, per second, and its processor time, against a floor that writes a meeting with one prepared statement. */
export async function newWrites(target, bare, { plan, rounds }) {
  const floor = (count) => load(bare.url, { connections: 16, seconds: 1, count, status: 201, next: () => request(`${bare.url}/meetings`, { method: 'POST', body: meetingBody(target.groupId) }) });
  const results = {};
  for (const [name, next] of Object.entries(writesOf(target, plan))) {
    const product = (seconds, count) => load(target.origin, { connections: 16, seconds, count, status: 201, next });
    await product(1.5);
    const sixteen = await paired(rounds, { product: async () => (await product(1)).perSecond, floor: async () => (await floor()).perSecond });
    const cost = { product: (await costOf(target.processes, () => product(8, 300))).cost, floor: (await costOf(bare.processes, () => floor(300))).cost };
    results[name] = { sixteen, cost };
  }
  return results;
}

/** Milliseconds until a paper of twenty items is there as PDF, the median. */
export async function paper({ origin, token }, plan) {
  const meeting = made(10, plan.meetings / 2 + 4_800);
  const next = () => post(origin, token, `/api/agendas/${meeting}/items`, { title: 'Läget vid stationen', background: 'Vad vi ser, vad vi gör. '.repeat(20), type: 'information' });
  await load(origin, { connections: 1, count: 18, seconds: 20, status: 201, next });
  const bytes = request(`${origin}/api/agendas/${meeting}/papers/agenda`, { headers: { authorization: `Bearer ${token}` } });
  const ask = (count) => load(origin, { connections: 1, count, seconds: 30, status: 200, next: () => bytes });
  await ask(2);
  return quantile((await ask(15)).latencies, 0.5);
}
