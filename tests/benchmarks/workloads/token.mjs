import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { verifier } from '@knutpunkt/identity';
import { paired } from '../figures.mjs';

const audience = 'knutpunkt-gateway';

/** Microseconds that the check of a token takes which has been checked before. */
export async function knownToken(issuer, token, times = 200_000) {
  const { verify } = verifier({ issuer, audience });
  for (let n = 0; n < times / 10; n += 1) await verify(token);
  const began = performance.now();
  for (let n = 0; n < times; n += 1) await verify(token);
  return ((performance.now() - began) * 1_000) / times;
}

/** Processor time in microseconds, of all threads, that one of so many takes. */
async function costOf(many, work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / many;
}

/** The key that signed a token, as the issuer publishes it. */
async function keyOf(issuer, token) {
  const { jwks_uri: address } = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const { keys } = await (await fetch(address)).json();
  return createPublicKey({ key: keys.find(({ kid }) => kid === decodeProtectedHeader(token).kid), format: 'jwk' });
}

/** What is signed of a token, and its signature. */
function partsOf(token) {
  const end = token.lastIndexOf('.');
  return { signed: Buffer.from(token.slice(0, end)), signature: Buffer.from(token.slice(end + 1), 'base64url') };
}

/**
 * Processor time in microseconds of the check of a token that was never seen, against its floor: node:crypto verifying the same signature with the same key, and nothing else. `issue` makes a
 * token. Run in a process of its own: pdfjs, which tests load, brings a slow base64 of its own that jose then takes.
 */
export async function unknownTokens(issuer, issue, { rounds, each = 300 }) {
  // As they come from the wire: made of one piece.
  const tokens = await Promise.all(Array.from({ length: each + 1 }, async () => Buffer.from(await issue()).toString('latin1')));
  const [first, ...others] = tokens;
  const key = await keyOf(issuer, first);
  const parts = others.map(partsOf);
  const product = async () => {
    const { verify } = verifier({ issuer, audience });
    await verify(first);
    return costOf(each, async () => { for (const token of others) await verify(token); });
  };
  const floor = () => costOf(each, () => { for (const { signed, signature } of parts) if (!verifySignature('sha256', signed, key, signature)) throw new Error('a signature does not hold'); });
  for (let n = 0; n < 5; n += 1) await product();
  await floor();
  return paired(rounds, { product, floor });
}
