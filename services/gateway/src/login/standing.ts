import { Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { AnnounceLogin, LoginEnded, NoAccess, type Output, type ProblemBody, type RawInput } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import type { Tokens } from '../sessions/session.js';
import { SessionStore } from '../sessions/session-store.js';

type Standing = Output<typeof AnnounceLogin>['standing'];
interface Asking { readonly token: string; readonly requestId: string }
type About = RawInput<typeof AnnounceLogin>;

/** Tells the directory who logs in, and ends the sessions of those who have left. */
@Injectable()
export class Standings {
  constructor(private readonly client: OperationClient, private readonly store: SessionStore) {}

  /** How somebody stands who has just logged in; unknown while the directory is not reachable, since every question asks it again. */
  ofLogin = (tokens: Pick<Tokens, 'access' | 'id'>, requestId: string): Promise<Standing> => this.ask({ token: tokens.access, requestId }, { name: nameIn(tokens.id) });

  /** Ends a session in whose name something was refused, where its login has ended at the provider or its person has left. Whoever is not let in yet, or not everywhere yet, keeps it. */
  async endIfOver(secret: string | undefined, refusal: ProblemBody, asking: Asking): Promise<void> {
    if (secret && (refusal.type === LoginEnded.type || (refusal.type === NoAccess.type && (await this.ask(asking, { asks: 'standing' })) === 'ended'))) await this.store.end(secret);
  }

  private async ask(asking: Asking, input: About): Promise<Standing> {
    const answer = await this.client.ask(AnnounceLogin, { ...asking, input });
    return 'problem' in answer ? 'unknown' : answer.body.standing;
  }
}

/** The name that the home organisation gave; none where it is not one line of a name's length. */
function nameIn(idToken: string): string | undefined {
  const { name } = decodeJwt(idToken);
  const read = AnnounceLogin.input.shape.name.safeParse(name);
  return read.success ? read.data : undefined;
}
