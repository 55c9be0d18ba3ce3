import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, type GenerateKeyPairResult, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** Who a test's token is for. */
export interface Bearer {
  readonly organisationAlias: string;
  readonly organisationId: string;
  readonly homeId: string;
  readonly assuranceLevel?: 2 | 3 | 4;
}

/** What a signed token is besides its claims: of which type, for whom, and from how many seconds ago it is valid for five minutes. */
interface Signing {
  readonly typ?: string;
  readonly audience?: readonly string[];
  readonly ago?: number;
}

/** An organisation's own machine. */
export type Machine = Pick<Bearer, 'organisationAlias' | 'organisationId'>;

export interface TestIssuer {
  readonly url: string;
  /** Any claims, signed: as an access token for every service from now on, where nothing else is said. */
  sign(claims: JWTPayload, signing?: Signing): Promise<string>;
  /** A token that is valid for five minutes, from `ago` seconds ago (0 when left out). */
  token(bearer: Bearer, claims?: Record<string, unknown>, ago?: number): Promise<string>;
  /** Signs with a new key from now on; the keys that were there stay known. `away`: it does not answer until it comes back. */
  changeKeys(how?: { away?: boolean }): Promise<void>;
  /** It answers nobody until it comes back. */
  goAway(): void;
  comeBack(): void;
  /** The client that may ask whether a login still holds. */
  readonly introspection: { readonly clientId: string; readonly clientSecret: string };
  /** Ends the login that tokens name by this `sid`: they verify as before. */
  endLogin(sid: string): void;
  /** The id of the key that it signs with. */
  key(): string;
  /** The token of an organisation's machine, valid for five minutes. */
  machineToken(machine: Machine, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** A key that nobody else signs with. */
export const newSigningKey = (): Promise<GenerateKeyPairResult> => generateKeyPair('RS256', { extractable: true });

let common: Promise<GenerateKeyPairResult> | undefined;
/** The key that the issuers of a process begin with: each hub has but one, and to make a key takes longer than to copy a database. */
const commonKey = (): Promise<GenerateKeyPairResult> => (common ??= newSigningKey());

/** The keys of an issuer, the newest last. */
class Keys {
  private readonly known: (JWK & { kid: string })[] = [];
  private signing!: CryptoKey;

  async add(key: Promise<GenerateKeyPairResult>): Promise<void> {
    const { publicKey, privateKey } = await key;
    this.known.push({ ...(await exportJWK(publicKey)), kid: `test-${this.known.length}`, use: 'sig', alg: 'RS256' });
    this.signing = privateKey;
  }

  get newest(): { kid: string; privateKey: CryptoKey } {
    return { kid: this.known.at(-1)!.kid, privateKey: this.signing };
  }

  get set(): string {
    return JSON.stringify({ keys: this.known });
  }
}

const audiences = ['gateway', 'directory', 'meetings', 'agendas', 'referrals', 'notifications'].map((service) => `knutpunkt-${service}`);

/** Seconds since the epoch. */
const now = (): number => Math.floor(Date.now() / 1_000);

/** The claims that our realm puts into a person's access token. */
export const claimsOf = ({ organisationAlias, organisationId, homeId, assuranceLevel = 2 }: Bearer): JWTPayload => ({
  sub: `${organisationAlias}:${homeId}`, sid: randomUUID(), jti: randomUUID(), azp: 'knutpunkt-web', idp: organisationAlias, home_id: homeId,
  organization: { [organisationAlias]: { id: organisationId } }, acr: `loa${assuranceLevel}`,
});

/** The claims that our realm puts into the access token of an organisation's machine. */
const claimsOfMachine = ({ organisationAlias, organisationId }: Machine): JWTPayload =>
  ({ sub: randomUUID(), jti: randomUUID(), azp: `provisioning-${organisationAlias}`, scope: 'provisioning', organization: { [organisationAlias]: { id: organisationId } } });

const introspection = { clientId: 'knutpunkt-introspection', clientSecret: 'introspection' };

/** Answers RFC 7662 as our realm does: a token is active until its login has ended. */
async function tellState(request: IncomingMessage, response: ServerResponse, ended: ReadonlySet<unknown>): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { token = '', client_id, client_secret } = Object.fromEntries(new URLSearchParams(body));
  const known = client_id === introspection.clientId && client_secret === introspection.clientSecret;
  response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify({ active: known && !ended.has(decodeJwt(token)['sid']) }));
}

/** An issuer that signs whatever a test asks for, in the shape of our realm's tokens. One that nobody is to believe needs a key of its own. */
export async function testIssuer(key = commonKey()): Promise<TestIssuer> {
  const keys = new Keys();
  let away = false;
  const ended = new Set<unknown>();
  await keys.add(key);
  const server = createServer((request, response) => {
    const known = { '/realms/knutpunkt/protocol/openid-connect/certs': keys.set, '/realms/knutpunkt/.well-known/openid-configuration': JSON.stringify({ issuer: url, jwks_uri: `${url}/protocol/openid-connect/certs` }) };
    const body = known[request.url as keyof typeof known];
    if (away) return void response.destroy();
    if (request.url === '/realms/knutpunkt/protocol/openid-connect/token/introspect') return void tellState(request, response, ended);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/knutpunkt`;
  const sign: TestIssuer['sign'] = (claims, { typ = 'at+jwt', audience = audiences, ago = 0 } = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keys.newest.kid, typ }).setIssuer(url).setAudience([...audience]).setIssuedAt(now() - ago).setExpirationTime(now() - ago + 300).sign(keys.newest.privateKey);
  return {
    url,
    sign,
    token: (bearer, claims = {}, ago = 0) => sign({ ...claimsOf(bearer), ...claims }, { ago }),
    changeKeys: async (how = {}) => { await keys.add(newSigningKey()); away = how.away ?? false; },
    goAway: () => { away = true; },
    comeBack: () => { away = false; },
    introspection,
    endLogin: (sid) => void ended.add(sid),
    key: () => keys.newest.kid,
    machineToken: (machine, claims = {}) => sign({ ...claimsOfMachine(machine), ...claims }),
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
