import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifier, type Verifier } from '../src/index.js';
import { claims, startIssuer, type Issuer } from './issuer.js';

let issuer: Issuer;
let directory: Verifier;
beforeAll(async () => {
  issuer = await startIssuer();
  directory = verifier({ issuer: issuer.url, audience: 'knutpunkt-meetings' });
});
afterAll(() => issuer.close());

/** Claims of the token of Köping's own machine: those of a token, and none of a login. */
const machine = (changes: Record<string, unknown> = {}): Promise<string> => {
  const { idp: _, home_id: __, acr: ___, sid: ____, ...rest } = claims(issuer.url) as Record<string, unknown>;
  return issuer.sign({ ...rest, azp: 'provisioning-koping', scope: 'openid provisioning', ...changes });
};
const refused = { body: { type: 'urn:knutpunkt:problem:not-authenticated', title: 'Log in first', status: 401 } };

describe('the token of an organisation\'s machine', () => {
  it('tells which organisation it is', async () => {
    expect(await directory.verifyClient(await machine())).toEqual({ kind: 'client', identityProvider: '', homeId: 'provisioning-koping', organisation: 'koping', assuranceLevel: 0, client: 'provisioning-koping', session: '' });
  });

  it('is nobody\'s, and a person\'s is no machine\'s, also where either was accepted before', async () => {
    const [own, persons] = [await machine(), await issuer.sign(claims(issuer.url))];
    await directory.verifyClient(own);
    await directory.verify(persons);

    await expect(directory.verify(own)).rejects.toMatchObject(refused);
    await expect(directory.verifyClient(persons)).rejects.toMatchObject(refused);
  });

  it.each([
    ['without the scope', { scope: undefined }], ['with a scope that only begins like it', { scope: 'provisioning-all' }], ['of another organisation\'s client', { azp: 'provisioning-arboga' }], ['of another client', { azp: 'knutpunkt-web' }],
    ['with a home id', { home_id: 'brasam.kop' }], ['with an identity provider', { idp: 'koping' }], ['with a level', { acr: 'loa3' }], ['in another\'s place', { act: { sub: 'x' } }],
    ['of two organisations', { organization: { koping: { id: 'o' }, arboga: { id: 'p' } } }], ['of none', { organization: {} }], ['for another service', { aud: ['knutpunkt-agendas'] }], ['that is over', { exp: 1 }], ['without an id', { jti: undefined }],
  ])('%s is refused', async (_, changes) => {
    await expect(directory.verifyClient(await machine(changes))).rejects.toMatchObject(refused);
  });
});
