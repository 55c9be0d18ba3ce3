import { expect } from '@jest/globals';
import { LeakHub } from '../leaks/leak-hub.js';
import { Machine, enterprise, somebody, type Answered } from './machine.js';

/** Two organisations' directory systems, and somebody at each whom no case changes. */
export interface Scene {
  readonly leaks: LeakHub;
  readonly kop: Machine;
  readonly pol: Machine;
  readonly ours: Answered['body'];
  readonly theirs: Answered['body'];
}

/** Starts all services and lets each organisation provision one person. */
export async function startScene(): Promise<Scene> {
  const leaks = await LeakHub.start({ logLevel: 'silent' });
  const [kop, pol] = [new Machine(leaks, 'kop'), new Machine(leaks, 'pol')];
  const ours = (await kop.asks('POST', '/Users', somebody())).body;
  const theirs = (await pol.asks('POST', '/Users', somebody({ [enterprise]: { department: 'POL-LPO' } }))).body;
  return { leaks, kop, pol, ours, theirs };
}

/** What the standard says, in the section of the RFC where it says it, and what shows it. */
export type Case = readonly [section: string, says: string, shows: () => Promise<void>];

/** A refusal in SCIM's own form (RFC 7644 §3.12). */
export const refused = (status: number, scimType?: string) => ({ status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail: expect.any(String), ...(scimType && { scimType }) } });
