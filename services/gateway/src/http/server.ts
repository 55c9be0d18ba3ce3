import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Malformed, Problem, TooLarge, operations, usualBody } from '@knutpunkt/contracts';
import { refuse } from './refusing.js';
import { refuseDoubled } from './single-headers.js';

/** The routes of operations that take more than usual. */
const larger = new Map(operations.filter(({ largestBody }) => largestBody > usualBody).map(({ path, largestBody }) => [`/api${path}`, largestBody]));

/** A request so malformed that no route is found for it: the parser's own refusal, in our form. */
function refuseRaw(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(new Problem(error.code === 'HPE_HEADER_OVERFLOW' ? { ...TooLarge, status: 431 } : Malformed).body);
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\nx-request-id: ${randomUUID()}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}

/** The HTTP server under Nest. Bodies stay raw until it is known who asks. `headers` are given with every answer. */
export function httpServer(trustProxy: boolean, headers: () => Record<string, string>): FastifyAdapter {
  const give = (request: FastifyRequest, reply: FastifyReply): void => void reply.headers({ ...headers(), 'x-request-id': request.id });
  const adapter = new FastifyAdapter({
    bodyLimit: usualBody, trustProxy, genReqId: () => randomUUID(), requestIdHeader: false, return503OnClosing: false, clientErrorHandler: refuseRaw, forceCloseConnections: 'idle',
    requestTimeout: 30_000, keepAliveTimeout: 65_000,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => { give(request, reply); refuse(request, reply, error); },
  } as never) as FastifyAdapter;
  const instance = adapter.getInstance() as unknown as FastifyInstance;
  instance.addHook('onRoute', (route) => { if (larger.has(route.url)) route.bodyLimit = larger.get(route.url)!; });
  instance.addHook('onRequest', (request, reply, done) => {
    give(request, reply);
    try {
      refuseDoubled(request.raw.rawHeaders);
    } catch (error) {
      return refuse(request, reply, error);
    }
    done();
  });
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  return adapter;
}

