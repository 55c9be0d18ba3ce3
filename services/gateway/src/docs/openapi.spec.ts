import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { operations } from '@knutpunkt/contracts';
import { openApi } from './openapi.js';
import { docsPage } from './page.js';

interface Described { readonly operationId: string; readonly parameters: { name?: string; in?: string; $ref?: string }[]; readonly requestBody?: unknown; readonly responses: Record<string, unknown> }
const document = openApi('https://hub.example.se') as { paths: Record<string, Record<string, Described>> };
const all = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result).toMatchObject({ valid: true });
  });

  it('has every operation that a route leads to, and no other', () => {
    expect(all.map((op) => op.operationId).sort()).toEqual(operations.filter((op) => op.routed).map((op) => op.name).sort());
  });

  it('names every parameter of a path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const op of Object.values(methods)) expect(op.parameters.filter((p) => p.in === 'path').map((p) => `{${p.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('asks for an Idempotency-Key with what changes something, and for If-Match where a version is needed', () => {
    const cancel = document.paths['/api/meetings/{meetingId}/cancel']!['post']!;
    expect(cancel.parameters.map((p) => p.$ref).filter(Boolean)).toEqual(['#/components/parameters/IdempotencyKey', '#/components/parameters/IfMatch']);
    expect(Object.keys(cancel.responses)).toEqual(['200', '400', '401', '403', '404', '409', '412', '413', '415', '422', '428', '429', '500', '503']);
  });

  it('names the refusals that every change can meet, and reading cannot', () => {
    const kindsOf = (status: string, op: Described): string => JSON.stringify(op.responses[status] ?? null);
    const [schedule, upcoming] = [document.paths['/api/meetings']!['post']!, document.paths['/api/meetings']!['get']!];
    expect(kindsOf('422', schedule)).toContain('problem:idempotency-key-reused');
    expect([kindsOf('413', upcoming), kindsOf('415', upcoming)]).toEqual(['null', 'null']);
    for (const op of [schedule, upcoming]) expect(kindsOf('403', op)).toContain('problem:cross-site-request');
  });

  it('can be read as a page without scripts or anything from elsewhere', () => {
    const page = docsPage(document);
    expect(page).not.toMatch(/<script|style=|https?:\/\//);
    for (const op of operations.filter((o) => o.routed)) expect(page).toContain(`id="${op.name}"`);
  });
});
