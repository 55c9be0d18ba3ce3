import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PublicAddress } from '../address.js';
import { openApi } from './openapi.js';
import { docsPage, docsStyle } from './page.js';

/** What the hub can be asked: as OpenAPI 3.1, and as a page to read. */
@Controller('api')
export class DocsController {
  constructor(private readonly address: PublicAddress) {}

  @Get('openapi.json')
  document(@Res() reply: FastifyReply): void {
    reply.type('application/json; charset=utf-8').send(JSON.stringify(openApi(this.address.origin)));
  }

  @Get('docs')
  page(@Res() reply: FastifyReply): void {
    reply.type('text/html; charset=utf-8').send(docsPage(openApi(this.address.origin)));
  }

  @Get('docs.css')
  style(@Res() reply: FastifyReply): void {
    reply.type('text/css; charset=utf-8').send(docsStyle);
  }
}
