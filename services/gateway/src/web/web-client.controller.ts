import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, Problem } from '@knutpunkt/contracts';
import type { Settings } from '../config.js';
import { SETTINGS } from '../tokens.js';
import { webFiles, type WebFile } from './web-files.js';

const notPages = /^\/(api|auth|health|assets|scim)(\/|$)/;
const page = '/index.html';

/** Serves the web client: its files by their names, and its one page for every other path that is not ours. */
@Controller()
export class WebClientController {
  private readonly files: ReadonlyMap<string, WebFile>;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.files = webFiles(settings.webRoot);
  }

  @Get('*')
  serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const path = request.url.split('?', 1)[0]!;
    const file = this.files.get(path);
    if (!file && notPages.test(path)) throw new Problem(NotFound);
    const shown = file ?? this.files.get(page);
    if (!shown) return void reply.code(503).type('text/plain; charset=utf-8').send('The web client is not built. Build it with: npm run build\n');
    send(shown, caching(path, file), request, reply);
  }
}

/** Names below assets/ carry a hash of their content; the page itself is never kept. */
const caching = (path: string, file?: WebFile): string =>
  !file || path === page ? 'no-store' : path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';

function send({ type, etag, body, gzipped }: WebFile, cacheControl: string, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'cache-control': cacheControl, vary: 'accept-encoding', etag });
  if (request.headers['if-none-match'] === etag) return void reply.code(304).send();
  const compressed = gzipped && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (compressed) reply.header('content-encoding', 'gzip');
  reply.type(type).send(compressed ? gzipped : body);
}
