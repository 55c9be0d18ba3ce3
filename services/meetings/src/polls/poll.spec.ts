import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { requireOpen, requireStep, statusAt, timesOf, transitions, type PollStatus } from './poll.js';

const now = new Date('2027-01-18T08:00:00Z');
const soon = new Date('2027-01-18T08:00:01Z');
const statuses = Object.keys(transitions) as PollStatus[];
const refusal = (work: () => unknown): Problem['body'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.body;
    throw error;
  }
  throw new Error('was not refused');
};

describe('a poll', () => {
  const said: Record<PollStatus, string> = { open: 'closed cancelled', closed: 'scheduled cancelled', scheduled: '', cancelled: '' };

  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('that is %s and is to be %s', (from, to) => {
    const step = () => requireStep({ status: from, closes_at: soon }, to, now);

    if (said[from].split(' ').includes(to)) expect(step).not.toThrow();
    else expect(refusal(step)).toMatchObject({ type: 'urn:knutpunkt:problem:wrong-state', from, to, allowed: [...transitions[from]] });
  });

  it.each(statuses)('that is %s closes at its time if it is open, and else stays', (status) => {
    expect(statusAt({ status, closes_at: soon }, now)).toBe(status);
    expect(statusAt({ status, closes_at: now }, now)).toBe(status === 'open' ? 'closed' : status);
  });

  it('takes answers until that instant', () => {
    expect(() => requireOpen({ status: 'open', closes_at: soon }, now)).not.toThrow();
    expect(refusal(() => requireOpen({ status: 'open', closes_at: now }, now)).status).toBe(409);
  });
});

describe('the times of a poll', () => {
  const day = { starts: '2027-01-27T09:00', ends: '2027-01-27T10:00' };
  const asked = { options: [day, { starts: '2027-01-28T09:00', ends: '2027-01-28T10:00' }], closes: '2027-01-25T12:00', zone: 'Europe/Stockholm' as const };

  it('are those of the clock on a Swedish wall', () => {
    const { periods, closesAt } = timesOf(asked, now);

    expect(periods[0]!.startsAt.toISOString()).toBe('2027-01-27T08:00:00.000Z');
    expect(closesAt.toISOString()).toBe('2027-01-25T11:00:00.000Z');
  });

  it.each([
    ['one that has passed', { options: [day, { starts: '2027-01-17T09:00', ends: '2027-01-17T10:00' }] }, 'meeting-in-the-past', '/options/1/starts'],
    ['one that ends before it starts', { options: [{ ...day, ends: '2027-01-27T08:00' }, day] }, 'ends-before-start', '/options/0/ends'],
    ['one that the clocks skip', { options: [day, { starts: '2027-03-28T02:30', ends: '2027-03-28T04:00' }] }, 'local-time-does-not-exist', '/options/1/starts'],
    ['one that the clocks show twice', { options: [day, { starts: '2027-10-31T02:30', ends: '2027-10-31T04:00' }] }, 'local-time-is-ambiguous', '/options/1/starts'],
    ['the same twice', { options: [day, { ...day }] }, 'same-time-twice', '/options/1/starts'],
    ['a close that has passed', { closes: '2027-01-18T09:00' }, 'poll-closes-in-the-past', '/closes'],
    ['a close after the first of them', { closes: '2027-01-27T09:01' }, 'poll-closes-too-late', '/closes'],
  ])('are refused with %s, which is pointed at', (_, change, slug, pointer) => {
    expect(refusal(() => timesOf({ ...asked, ...change }, now))).toMatchObject({ type: `urn:knutpunkt:problem:${slug}`, errors: [{ pointer, code: slug }] });
  });
});
