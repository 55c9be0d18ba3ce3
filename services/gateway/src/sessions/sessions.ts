import { Inject, Injectable } from '@nestjs/common';
import type { Verifier } from '@knutpunkt/identity';
import type { Log } from '@knutpunkt/service-kit';
import { IdentityProvider } from '../login/identity-provider.js';
import { LOG, VERIFIER } from '../tokens.js';
import { SessionStore } from './session-store.js';
import { renewal, type Session } from './session.js';
import { Slots } from './slots.js';

/** Who is logged in, with an access token that is good for the request at hand. */
@Injectable()
export class Sessions {
  private readonly renewals = new Map<string, Promise<Session | null>>();
  // A renewal holds a connection while the identity provider is asked: a slow one must not take the connections of everybody else.
  private readonly slots = new Slots(3);

  constructor(
    private readonly store: SessionStore,
    private readonly provider: IdentityProvider,
    @Inject(VERIFIER) private readonly verifier: Verifier,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The session a browser's cookie stands for, or null. `seen` is false for what happens without the person. Throws Unavailable when its token has ended and no new one can be had now. */
  async current(cookie: string, seen = true): Promise<Session | null> {
    const session = await this.store.find(cookie, new Date(), seen);
    if (!session) return null;
    const need = renewal(session.tokens, Date.now());
    if (need === 'not-needed') return session;
    const renewed = this.renewed(session);
    if (need === 'first') return renewed;
    renewed.catch((error: unknown) => this.log.warn({ error }, 'a session could not be renewed yet'));
    return session;
  }

  private renewed(session: Session): Promise<Session | null> {
    const key = session.idHash.toString('base64url');
    const running = this.renewals.get(key) ?? this.slots.run(() => this.store.renew(session, new Date(), (locked) => this.renew(locked))).finally(() => this.renewals.delete(key));
    this.renewals.set(key, running);
    return running;
  }

  private async renew({ tokens, caller }: Session): Promise<Pick<Session, 'tokens' | 'caller'> | null> {
    const renewed = tokens.refresh ? await this.provider.refresh(tokens) : null;
    if (!renewed) return null;
    const now = await this.verifier.verify(renewed.access);
    const same = now.identityProvider === caller.identityProvider && now.homeId === caller.homeId && now.organisation === caller.organisation;
    return same ? { tokens: renewed, caller: now } : null;
  }
}
