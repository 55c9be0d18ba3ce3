import type { LeakHub } from '../leaks/leak-hub.js';

/** What was answered: the status, the headers, and the body as JSON (null where there is none). */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // A SCIM client reads what its server's schemas say; a test reads what it looks for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ofFunctions = 'urn:ietf:params:scim:schemas:extension:knutpunkt:2.0:Group';
export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** An organisation's own directory system, which speaks SCIM to the hub. */
export class Machine {
  constructor(private readonly leaks: LeakHub, readonly organisation: string) {}

  token(claims: Record<string, unknown> = {}): Promise<string> {
    return this.leaks.hub.issuer.machineToken({ organisationAlias: this.organisation, organisationId: 'of-the-identity-provider' }, claims);
  }

  /** One request below `/scim/v2/<organisation>`. */
  async asks(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const all = { authorization: `Bearer ${await this.token()}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers };
    return this.raw(method, `/scim/v2/${this.organisation}${path}`, all, body === undefined || typeof body === 'string' ? body as string | undefined : JSON.stringify(body));
  }

  /** One request with these headers alone. */
  async raw(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answered> {
    const response = await fetch(this.leaks.url + path, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) as unknown };
  }

  patch(id: string, ...operations: object[]): Promise<Answered> {
    return this.patchAt(`/Users/${id}`, ...operations);
  }

  patchAt(path: string, ...operations: object[]): Promise<Answered> {
    return this.asks('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
  }

  /** Everybody whom a filter finds, by user name. */
  async found(filter: string): Promise<string[]> {
    const { status, body } = await this.asks('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return (body.Resources as { userName: string }[]).map(({ userName }) => userName).sort();
  }
}

let last = 0;

/** A person as a directory system sends one; nobody else has the home id and the user name. */
export function somebody(changes: Record<string, unknown> = {}): Record<string, unknown> & { externalId: string; userName: string } {
  last += 1;
  const name = `prov${last}`;
  return {
    schemas: [core, enterprise], externalId: `home-${name}`, userName: `${name}@kop.example`, displayName: `Prov Person ${last}`, name: { familyName: `Person${last}`, givenName: 'Prov' }, title: 'Handläggare',
    active: true, emails: [{ value: `${name}@kop.example`, type: 'work', primary: true }], [enterprise]: { department: 'KOP-KS-TRYGGHET' }, ...changes,
  };
}

/** A group as a directory system sends one; nothing else has the name and the id. */
export function some(changes: Record<string, unknown> = {}): Record<string, unknown> & { externalId: string; displayName: string } {
  last += 1;
  return { schemas: [group, ofFunctions], externalId: `group-${last}`, displayName: `Provfunktion ${last}`, [ofFunctions]: { department: 'KOP-KS-TRYGGHET' }, ...changes };
}
