import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PublicAddress } from '../address.js';
import { openApi } from './openapi.js';
import { docsPage, docsStyle } from './page.js';

/** What the hub can be asked: as OpenAPI 3.1, and as a page to read. */
@Controller('api')
export class DocsController {
  private made?: { readonly document: object; readonly page: string };

  constructor(private readonly address: PublicAddress) {}

  private get docs(): { readonly document: object; readonly page: string } {
    const document = this.made?.document ?? openApi(this.address.origin);
    return (this.made ??= { document, page: docsPage(document) });
  }

  @Get('openapi.json')
  document(@Res() reply: FastifyReply): void {
    reply.type('application/json; charset=utf-8').send(JSON.stringify(this.docs.document));
  }

  @Get('docs')
  page(@Res() reply: FastifyReply): void {
    reply.type('text/html; charset=utf-8').send(this.docs.page);
  }

  @Get('docs.css')
  style(@Res() reply: FastifyReply): void {
    reply.type('text/css; charset=utf-8').send(docsStyle);
  }
}
