import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Payload = { uid?: string; grantId?: string; exp?: number; consumed?: number; authorizations?: Record<string, { sid?: string; grantId?: string }> };

const nowInSeconds = () => Math.floor(Date.now() / 1000);
const OPAQUE_ID = /^[\w~-]+$/;

/**
 * Sessions, grants and refresh tokens of the provider: in memory, and each in a file of its own that only we may read,
 * so that who is logged in stays so over a restart.
 */
export class KeptEntities {
  private readonly kept = new Map<string, Payload>();

  /** @param dir made if it is missing; what has expired there is deleted */
  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(dir)) this.recall(name);
  }

  get(key: string): Payload | undefined {
    const payload = this.kept.get(key);
    if (payload?.exp !== undefined && payload.exp < nowInSeconds()) return this.delete(key);
    return payload;
  }

  set(key: string, payload: Payload): void {
    if (!OPAQUE_ID.test(key.replace('.', ''))) throw new Error('An id is not opaque');
    this.kept.set(key, payload);
    writeFileSync(join(this.dir, key), JSON.stringify(payload), { mode: 0o600 });
  }

  delete(key: string): undefined {
    this.kept.delete(key);
    rmSync(join(this.dir, key), { force: true });
  }

  find(kind: string, wanted: (payload: Payload) => boolean): Payload | undefined {
    return [...this.kept.keys()].filter((key) => key.startsWith(`${kind}.`)).map((key) => this.get(key)).find((payload) => payload && wanted(payload));
  }

  revokeGrant(grantId: string): void {
    for (const [key, payload] of this.kept) if (payload.grantId === grantId) this.delete(key);
  }

  /** Ends the session that a grant was given in: whose refresh token is revoked is not logged in any more, as at Keycloak. */
  endSessionOf(grantId: string): void {
    for (const [key, { authorizations = {} }] of this.kept) if (Object.values(authorizations).some((one) => one.grantId === grantId)) this.delete(key);
  }

  /** Whether somebody is still logged in with this session id (`sid`), which each client knows by its own. */
  hasSession(sid: string): boolean {
    return this.find('Session', ({ authorizations = {} }) => Object.values(authorizations).some((one) => one.sid === sid)) !== undefined;
  }

  /** oidc-provider's adapter: one per kind of entity. */
  readonly adapter = (kind: string) => {
    const key = (id: string) => `${kind}.${id}`;
    return {
      find: async (id: string) => (OPAQUE_ID.test(id) ? this.get(key(id)) : undefined),
      findByUid: async (uid: string) => this.find(kind, (payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id: string, payload: Payload, expiresIn?: number) => this.set(key(id), expiresIn ? { ...payload, exp: payload.exp ?? nowInSeconds() + expiresIn } : payload),
      consume: async (id: string) => this.set(key(id), { ...this.get(key(id)), consumed: nowInSeconds() }),
      destroy: async (id: string) => this.delete(key(id)),
      revokeByGrantId: async (grantId: string) => this.revokeGrant(grantId),
    };
  };

  private recall(name: string): void {
    const payload = JSON.parse(readFileSync(join(this.dir, name), 'utf8')) as Payload;
    if (payload.exp !== undefined && payload.exp < nowInSeconds()) rmSync(join(this.dir, name), { force: true });
    else this.kept.set(name, payload);
  }
}
