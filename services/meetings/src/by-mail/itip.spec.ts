import { describe, expect, it } from '@jest/globals';
import { aSituation, now, zone, type Case } from './cases/a-case.js';
import { broken } from './cases/broken.js';
import { delegations } from './cases/delegations.js';
import { methods } from './cases/methods.js';
import { order } from './cases/order.js';
import { replies } from './cases/replies.js';
import { times } from './cases/times.js';
import { readItip } from './itip.js';
import { judge } from './judge.js';

function doneBy({ sent, told, situation }: Case): string {
  const verdict = judge(readItip(sent, { told, zone }), aSituation(situation), now);
  if (verdict.does === 'answer' && verdict.proposes) return `${verdict.answer} at ${verdict.proposes.startsAt.toISOString().slice(0, 16)}`;
  if (verdict.does === 'answer') return verdict.comment ? `${verdict.answer}: ${verdict.comment}` : verdict.answer;
  if (verdict.does === 'hand over') return `over to ${verdict.to}`;
  return verdict.does === 'explain' ? verdict.reason : verdict.does;
}

const tables: readonly (readonly [string, readonly Case[]])[] = [
  ['an attendee that answers', replies], ['an attendee that hands over', delegations], ['a method', methods], ['an answer among others', order], ['a broken calendar', broken], ['a calendar\'s time', times],
];

describe.each(tables)('%s', (_, cases) => {
  it.each(cases.map((one) => [`${one.by}: ${one.what}`, one] as const))('%s', (_name, one) => {
    expect(doneBy(one)).toBe(one.does);
  });
});

it('has at least 150 cases, each by its section', () => {
  const all = tables.flatMap(([, cases]) => cases);

  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(new Set(all.map(({ by, what }) => `${by} ${what}`)).size).toBe(all.length);
});

it('keeps no comment where it must not, and says so', () => {
  const dropped = (one: Case): unknown => judge(readItip(one.sent, { zone }), aSituation(one.situation), now);

  for (const what of ['comments a meeting of an individual-level group, which keeps none', 'writes a personal identity number, which is not kept']) {
    expect(dropped(replies.find((one) => one.what === what)!)).toMatchObject({ comment: '', dropsComment: true });
  }
});
