import { SignJWT, generateKeyPair } from 'jose';
import { claimsOf, type TestIssuer } from '@knutpunkt/testing';
import { bearer, type LeakHub } from './leak-hub.js';
import { kinds, type Kind } from './matrix.js';

/** What each is hidden in: a meeting of the general group, of the individual-level group, of chosen people, and of the social board's own group. */
export const sceneNames = ['general', 'individual', 'chosen', 'ofInes'] as const;
export type SceneName = (typeof sceneNames)[number];

/** Somebody who asks, and what of each scene is hidden from them. */
export interface Stranger {
  readonly who: string;
  readonly token: (from: Issuers) => Promise<string | null>;
  readonly hidden: Readonly<Partial<Record<SceneName, readonly Kind[]>>>;
  /** The scene that is the stranger's own, and so may be seen. */
  readonly own?: 'ofUlla' | 'ofInes' | 'general';
  readonly status: 401 | 403 | 404;
}

/** The hub whose people ask, and an issuer that it does not know. */
export interface Issuers {
  readonly leaks: LeakHub;
  readonly foreign: TestIssuer;
}

const without = (...seen: readonly Kind[]): readonly Kind[] => kinds.filter((kind) => !seen.includes(kind));
const ofHub = without('organisation', 'person');
const ofMeeting = without('agreement', 'group', 'group draft', 'membership', 'nomination', 'person', 'referral', 'review', 'seat');
const cli = { azp: 'knutpunkt-cli' };
const eva = bearer('eva.kop');

const as = (username: string, level: 2 | 3 = 3): Stranger['token'] => ({ leaks }) => leaks.token(username, level);

/** Right in every word, but signed with another key. */
async function forged({ leaks }: Issuers): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const audience = ['gateway', 'directory', 'meetings', 'agendas', 'referrals', 'notifications'].map((service) => `knutpunkt-${service}`);
  return new SignJWT({ ...claimsOf(eva), ...cli }).setProtectedHeader({ alg: 'RS256', kid: leaks.hub.issuer.key(), typ: 'at+jwt' }).setIssuer(leaks.hub.issuer.url).setAudience(audience).setIssuedAt().setExpirationTime('5m').sign(privateKey);
}

/** What a client of an organisation's own gets with client credentials: a token that speaks of no person. */
const machine: Stranger['token'] = ({ leaks }) => {
  const { home_id: _, idp: __, sid: ___, ...claims } = claimsOf(eva);
  return leaks.hub.issuer.sign({ ...claims, ...cli, sub: 'service-account-diariet', client_id: 'diariet' });
};

/** People whom the hub knows. */
const known: readonly Stranger[] = [
  { who: 'another organisation\'s secretary', token: as('ulla.pol'), hidden: { general: kinds, individual: kinds, chosen: kinds }, own: 'ofUlla', status: 404 },
  { who: 'a colleague who is no member', token: as('ines.kop'), hidden: { general: without('person'), individual: kinds }, own: 'ofInes', status: 404 },
  { who: 'another organisation\'s administrator', token: as('admin.bos'), hidden: { general: without('person'), individual: without('person', 'referral') }, status: 404 },
  { who: 'the owner\'s administrator', token: as('admin.kop'), hidden: { general: ofMeeting, individual: ofMeeting }, status: 404 },
  { who: 'the hub\'s administrator', token: as('hub.bos'), hidden: { general: ofHub, individual: ofHub, chosen: ofHub, ofInes: ofHub }, status: 404 },
  { who: 'a former member', token: as('frida.kop'), hidden: { general: without('person'), individual: kinds }, status: 404 },
  { who: 'a member below the group\'s assurance level', token: as('lena.pol', 2), hidden: { individual: kinds }, status: 404 },
  { who: 'a secretary below the group\'s assurance level', token: as('eva.kop', 2), hidden: { individual: without('person', 'referral') }, own: 'general', status: 404 },
];

/** Tokens that are good, of people who are not in the hub now. */
const unknown: readonly Stranger[] = [
  { who: 'somebody who has left', token: as('olle.kop'), hidden: { ofInes: kinds }, status: 403 },
  { who: 'somebody whom the directory does not know', token: as('okand.kop'), hidden: { general: kinds }, status: 403 },
  { who: 'a name at another identity provider', token: ({ leaks }) => leaks.hub.issuer.token({ ...eva, organisationAlias: 'pol' }, cli), hidden: { general: kinds }, status: 403 },
  { who: 'an organisation that its identity provider is not bound to', token: ({ leaks }) => leaks.hub.issuer.token(eva, { ...cli, organization: { pol: { id: 'p' } } }), hidden: { general: kinds }, status: 403 },
];

/** Tokens that are not good. */
const nobody: readonly Stranger[] = ([
  ['nobody', () => Promise.resolve(null)],
  ['a token that has expired', ({ leaks }) => leaks.hub.issuer.token(eva, cli, 900)],
  ['a token for one service only', ({ leaks }) => leaks.hub.issuer.sign({ ...claimsOf(eva), ...cli }, { audience: ['knutpunkt-meetings'] })],
  ['a token for somebody else\'s system', ({ leaks }) => leaks.hub.issuer.sign({ ...claimsOf(eva), ...cli }, { audience: ['diariet'] })],
  ['a token that is no access token', ({ leaks }) => leaks.hub.issuer.sign({ ...claimsOf(eva), ...cli }, { typ: 'JWT' })],
  ['an organisation\'s machine, for nobody', machine],
  ['a machine client that the gateway does not take', ({ leaks }) => leaks.hub.issuer.token(eva, { azp: 'diariet' })],
  ['a foreign issuer\'s token', ({ foreign }) => foreign.token(eva, cli)],
  ['a forged token', forged],
  ['a browser\'s token', ({ leaks }) => leaks.hub.issuer.token(eva)],
  ['a token that acts for another', ({ leaks }) => leaks.hub.issuer.token(eva, { ...cli, act: { sub: 'x' } })],
] as const satisfies readonly (readonly [string, Stranger['token']])[]).map(([who, token]): Stranger => ({ who, token, hidden: { general: kinds }, status: 401 }));

export const strangers: readonly Stranger[] = [...known, ...unknown, ...nobody];
