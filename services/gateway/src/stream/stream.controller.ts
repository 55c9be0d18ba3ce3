import { Controller, Get, Inject, Req, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LiveEvents, LivePlace, NotAuthenticated, NotFound, Problem, TooManyRequests } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import { Callers } from '../api/who.js';
import type { Settings } from '../config.js';
import { cookie, sessionCookie } from '../login/cookies.js';
import { Standings } from '../login/standing.js';
import { SessionStore } from '../sessions/session-store.js';
import { Sessions } from '../sessions/sessions.js';
import { NATS, SETTINGS } from '../tokens.js';
import { LiveStream, type AskNews } from './live-stream.js';

/** `GET /api/stream`: tells a logged-in person's browser, as it happens, which objects to read again (server-sent events). */
@Controller('api')
export class StreamController implements BeforeApplicationShutdown {
  private readonly streams = new Map<string, Set<LiveStream>>();

  constructor(
    private readonly callers: Callers, private readonly sessions: Sessions, private readonly client: OperationClient, private readonly standings: Standings, private readonly store: SessionStore,
    @Inject(NATS) private readonly nats: NatsConnection, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('stream')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // HEAD comes here as well, and would hold a stream that nobody reads.
    if (request.method !== 'GET') throw new Problem(NotFound);
    const { token } = await this.callers.of(request);
    const secret = cookie(request, sessionCookie);
    if (!secret) throw new Problem(NotAuthenticated);
    const first = await this.client.ask(LiveEvents, { input: { after: lastSeen(request) }, token, requestId: request.id });
    if ('problem' in first) throw Problem.from(first.problem);
    // Whoever left meanwhile has closed already, and would never close again.
    if (reply.raw.destroyed) return void reply.hijack();
    this.requireRoom(first.body.personId);
    reply.hijack();
    // Else a connection whose stream has ended keeps the server from closing.
    reply.raw.shouldKeepAlive = false;
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    const stream = new LiveStream(reply.raw, this.askerFor(secret, request.id), first.body);
    reply.raw.once('close', this.store.whenOver(secret, () => stream.end()));
    this.listen(first.body.personId, stream, reply);
  }

  beforeApplicationShutdown(): void {
    for (const stream of [...this.streams.values()].flatMap((mine) => [...mine])) stream.end();
  }

  /** Throws TooManyRequests when a person has no room for one more. */
  private requireRoom(personId: string): void {
    const open = this.streams.get(personId)?.size ?? 0;
    if (open >= this.settings.limits.streamsPerPerson) throw new Problem(TooManyRequests, { retryAfter: 30 });
  }

  private listen(personId: string, stream: LiveStream, reply: FastifyReply): void {
    const bell = this.nats.subscribe(`live.${personId}`, { callback: () => void stream.ring() });
    const mine = this.streams.get(personId) ?? new Set<LiveStream>();
    this.streams.set(personId, mine.add(stream));
    reply.raw.once('close', () => {
      bell.unsubscribe();
      mine.delete(stream);
      if (mine.size === 0) this.streams.delete(personId);
    });
    // What happened between the first question and the subscription.
    void this.nats.flush().then(() => stream.ring(), () => stream.ring());
  }

  /** Asks with a fresh token each time; waiting for news does not keep a session from idling away. */
  private askerFor(secret: string, requestId: string): AskNews {
    return async (after) => {
      const session = await this.sessions.current(secret, false);
      if (!session) return null;
      const asking = { token: session.tokens.access, requestId };
      const told = await this.client.ask(LiveEvents, { input: { after }, ...asking });
      if ('problem' in told) await this.standings.endIfOver(secret, told.problem, asking);
      return told;
    };
  }
}

/** The place after which the browser has seen nothing; null for one that begins. */
function lastSeen({ headers }: FastifyRequest): string | null {
  const given = LivePlace.safeParse(headers['last-event-id']);
  return given.success ? given.data : null;
}
