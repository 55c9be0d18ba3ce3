import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export interface Issuer {
  readonly url: string;
  readonly requests: string[];
  key: { privateKey: CryptoKey; kid: string };
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  rotate(kid: string): Promise<void>;
  publicJwk(): JWK;
  close(): Promise<void>;
  reopen(): Promise<void>;
}

/** An issuer that publishes metadata and keys at a free port. */
export async function startIssuer(): Promise<Issuer> {
  let jwk: JWK;
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url!);
    const metadata = { issuer: issuer.url, jwks_uri: `${issuer.url}/certs` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.url === '/certs' ? { keys: [jwk] } : metadata));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const issuer: Issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    key: undefined as never,
    publicJwk: () => jwk,
    sign: (claims, header = {}) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: issuer.key.kid, ...header }).sign(issuer.key.privateKey),
    async rotate(kid) {
      const pair = await generateKeyPair('RS256', { extractable: true });
      jwk = { ...(await exportJWK(pair.publicKey)), kid, use: 'sig' };
      issuer.key = { privateKey: pair.privateKey, kid };
    },
    reopen: () => new Promise<void>((up) => server.listen(Number(new URL(issuer.url).port), '127.0.0.1', up)),
    close: () => new Promise<void>((down) => (server.closeAllConnections(), server.close(() => down()))),
  };
  await issuer.rotate('first');
  return issuer;
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** The claims of a good token for `knutpunkt-meetings`, with changes. A claim that is `undefined` is left out. */
export const claims = (issuer: string, changes: Record<string, unknown> = {}): JWTPayload => ({
  iss: issuer, aud: ['knutpunkt-gateway', 'knutpunkt-meetings'], sub: '7c0d5a3e', sid: 's-1', jti: 'j-1', azp: 'knutpunkt-web', idp: 'koping', home_id: 'brasam.kop',
  organization: { koping: { id: '0199c0de-0000-7000-8000-000000000001' } }, acr: 'loa3', iat: seconds(), exp: seconds() + 300, ...changes,
});
