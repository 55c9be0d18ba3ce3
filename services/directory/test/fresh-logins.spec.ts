import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { AcceptAgreement, AddMember, ConfirmNomination, EndAgreement, GroupDetails, operations, type AnyOperation } from '@knutpunkt/contracts';
import { startService } from '@knutpunkt/service-kit';
import type { Bearer } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { directory } from '../src/index.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county?.stop(), 30_000);
afterEach(() => county?.hub.issuer.comeBack());

const youth = stableId('group', 'UNGGRUPPEN-KOP');
const newcomer = stableId('person', 'kurator.kop');
const nowhere = '018f0000-0000-7000-8000-000000000000';
const adding = { groupId: youth, personId: newcomer };
const others = [[ConfirmNomination, { nominationId: nowhere }], [AcceptAgreement, { agreementId: nowhere }], [EndAgreement, { agreementId: nowhere }]] as const;

/** A token of a login that can be ended. */
async function login(username: string): Promise<{ as: Bearer; token: string; end: () => void }> {
  const [as, sid] = [county.as(username), randomUUID()];
  return { as, token: await county.hub.issuer.token(as, { sid }), end: () => county.hub.issuer.endLogin(sid) };
}
const written = async (): Promise<unknown[]> => [
  await county.see('select id from memberships where person_id = $1', [newcomer]), (await county.told()).length, await county.see('select count(*) from audit'), await county.see('select count(*) from idempotency_keys'),
];
const refusal = (slug: string, status: number, extra = {}) => ({ problem: expect.objectContaining({ type: `urn:knutpunkt:problem:${slug}`, status, ...extra }) });
const away = (): void => county.hub.issuer.goAway();

describe('what widens access, or cannot be undone', () => {
  it('is declared to ask whether the login still holds', () => {
    expect(operations.filter(({ fresh }) => fresh).map(({ name }) => name).toSorted()).toEqual(['AcceptAgreement', 'ActivateOrganisation', 'AddMember', 'AddSubstitute', 'AgreeOnSeat', 'ArchiveGroup', 'ChangePerson', 'ChangeRoles', 'ConfirmAdministrator', 'ConfirmNomination', 'EndAgreement', 'EndOrganisation', 'EstablishGroup', 'GiveFunction', 'ImportPeopleFile', 'InviteGuest', 'InvitePollGuest', 'MakeFeed', 'NominateMember', 'RenewGuestLink', 'RenewPollGuestLink', 'ResumeGroup', 'ResumeOrganisation', 'WindUpGroup']);
  });

  it('is refused once the login has ended, though its token verifies and opens the rest, and nothing is written', async () => {
    const { as, token, end } = await login('admin.kop');
    end();
    const before = await written();

    expect(await county.hub.answer(AddMember, as, adding, { token, idempotencyKey: randomUUID() })).toEqual(refusal('login-ended', 401));
    expect(await county.hub.answer(GroupDetails, as, { groupId: youth }, { token })).toMatchObject({ status: 200 });
    expect(await written()).toEqual(before);
  });

  it('is refused when the identity provider is away, with a time to try again, and nothing is written', async () => {
    const { as, token } = await login('admin.kop');
    await county.hub.answer(GroupDetails, as, { groupId: youth }, { token });
    away();
    const [before, began] = [await written(), Date.now()];

    expect(await county.hub.answer(AddMember, as, adding, { token, idempotencyKey: randomUUID() })).toEqual(refusal('login-not-confirmed', 503, { retryAfter: 5 }));
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(await county.hub.answer(GroupDetails, as, { groupId: youth }, { token })).toMatchObject({ status: 200 });
    expect(await written()).toEqual(before);
  });

  it('goes on when the provider is back, with the same key', async () => {
    const { as, token } = await login('admin.kop');
    await county.hub.answer(GroupDetails, as, { groupId: youth }, { token });
    const asking = { token, idempotencyKey: randomUUID() };
    away();
    expect(await county.hub.answer(AddMember, as, adding, asking)).toEqual(refusal('login-not-confirmed', 503));
    county.hub.issuer.comeBack();

    expect(await county.hub.answer(AddMember, as, adding, asking)).toMatchObject({ status: 201 });
  });

  it.each(others.map(([op, input]) => [op.name, op, input] as const))('%s is refused for an ended login before anything is looked for', async (_, op, input) => {
    const { as, token, end } = await login('admin.kop');
    const ask = () => county.hub.answer<AnyOperation>(op, as, input, { token, ifMatch: '1' });
    expect(await ask()).toEqual(refusal('not-found', 404));
    end();
    expect(await ask()).toEqual(refusal('login-ended', 401));
  });

  it('is not asked about where the request is malformed, or nobody\'s', async () => {
    const { as, token } = await login('admin.kop');
    await county.hub.answer(GroupDetails, as, { groupId: youth }, { token });
    away();
    expect(await county.hub.answer(AddMember, as, { groupId: 'x' } as never, { token })).toEqual(refusal('malformed', 400));
    expect(await county.hub.answer(EndAgreement, as, { agreementId: nowhere }, { token })).toEqual(refusal('version-missing', 428));
    expect(await county.hub.answer(AddMember, as, adding, { token: 'a.b.c' })).toEqual(refusal('not-authenticated', 401));
  });
});

it('a directory that was not told how to ask refuses what needs it, says so among its checks, and does the rest', async () => {
  await county.hub.stopService('directory');
  const { introspection: _, ...config } = county.hub.configOf('directory');
  const running = await startService(directory, { ...config, logLevel: 'silent' });
  try {
    const { as, token } = await login('admin.kop');
    expect(await running.ready()).toMatchObject({ ready: true, checks: { logins: 'not asked' } });
    expect(await county.hub.answer(AddMember, as, adding, { token })).toEqual(refusal('login-not-confirmed', 503));
    expect(await county.hub.answer(GroupDetails, as, { groupId: youth }, { token })).toMatchObject({ status: 200 });
  } finally {
    await running.close();
    await county.hub.startService(directory);
  }
}, 30_000);
