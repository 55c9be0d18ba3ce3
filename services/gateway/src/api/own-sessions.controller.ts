import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndOtherSessions, EndSession, NotAuthenticated, NotFound, OwnSessions as Listed, Problem, type Output } from '@knutpunkt/contracts';
import type { Log } from '@knutpunkt/service-kit';
import { cookie, sessionCookie } from '../login/cookies.js';
import { IdentityProvider } from '../login/identity-provider.js';
import { OwnSessions } from '../sessions/own-sessions.js';
import type { Session } from '../sessions/session.js';
import { Sessions } from '../sessions/sessions.js';
import { LOG } from '../tokens.js';
import { questionOf } from './reading.js';
import { Callers } from './who.js';

type View = Output<typeof Listed>['items'][number];

/** Where somebody is logged in, and the end of it. For browsers: a bearer has no session. */
@Controller('api')
export class OwnSessionsController {
  constructor(
    private readonly callers: Callers, private readonly sessions: Sessions, private readonly own: OwnSessions, private readonly provider: IdentityProvider, @Inject(LOG) private readonly log: Log,
  ) {}

  @Get('sessions')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const current = await this.asking(request);
    questionOf(Listed, request);
    const now = new Date();
    const views = (await this.own.list(current.caller, now)).map((one) => viewOf(one, current, now));
    const items = views.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
    reply.send({ items } satisfies Output<typeof Listed>);
  }

  @Post('sessions/:sessionId/end')
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const current = await this.asking(request);
    const { sessionId } = EndSession.input.parse(questionOf(EndSession, request).input);
    const ended = await this.own.end(current.caller, sessionId, new Date());
    if (!ended) throw new Problem(NotFound);
    this.endAtProvider([ended], request);
    reply.code(200).send({ ended: 1 } satisfies Output<typeof EndSession>);
  }

  @Post('sessions/end-others')
  async endOthers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const current = await this.asking(request);
    questionOf(EndOtherSessions, request);
    const ended = await this.own.endOthers(current, new Date());
    this.endAtProvider(ended, request);
    reply.code(200).send({ ended: ended.length } satisfies Output<typeof EndOtherSessions>);
  }

  private async asking(request: FastifyRequest): Promise<Session> {
    await this.callers.of(request);
    const secret = cookie(request, sessionCookie);
    const session = secret ? await this.sessions.current(secret) : null;
    if (!session) throw new Problem(NotAuthenticated);
    return session;
  }

  /** Beside the answer: they are over here whatever the provider does. Else whoever sits at that browser would be let in again without being asked who it is. */
  private endAtProvider(ended: readonly Session[], request: FastifyRequest): void {
    for (const { tokens } of ended) this.provider.revoke(tokens).catch((error: unknown) => this.log.warn({ requestId: request.id, error }, 'a session could not be ended at the identity provider'));
  }
}

function viewOf({ id, idHash, since, lastSeen, endsAt, device, caller }: Session, current: Session, now: Date): View {
  const isCurrent = idHash.equals(current.idHash);
  return {
    id, isCurrent, since: since.toISOString(), lastUsed: (isCurrent ? now : lastSeen).toISOString(), endsAt: endsAt.toISOString(),
    browser: device?.browser ?? null, system: device?.system ?? null, identityProvider: caller.identityProvider, assuranceLevel: caller.assuranceLevel,
  };
}
