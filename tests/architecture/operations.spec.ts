import { describe, expect, it } from '@jest/globals';
import { operations, problemKinds } from '@knutpunkt/contracts';
import { rules } from '@knutpunkt/access';
import { operationOf } from '@knutpunkt/service-kit';
import { openApi } from '../../services/gateway/src/docs/openapi.js';
import { hideable, idsOf, inputOf, matrix, open, type IdName } from '../leaks/matrix.js';
import { answering, controllersOf, routed } from './services.js';

const handled = answering.flatMap((service) => controllersOf(service).flatMap((controller) =>
  Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const op = operationOf((controller.prototype as Record<string, object>)[name]!);
    return op ? [{ service: service.name, op: op.name }] : [];
  })));

const named = operations.map((op) => [op.name, op] as const);

describe('every operation', () => {
  it.each(named)('%s has one handler, in the service that owns it', (_, op) => {
    expect(handled.filter((one) => one.op === op.name)).toEqual([{ service: op.service, op: op.name }]);
  });

  it.each(named)('%s has an action that a rule answers', (_, op) => {
    expect(Object.keys(rules)).toContain(op.action);
  });

  it.each(named)('%s takes what its path names', (_, op) => {
    const inPath = [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

    expect(Object.keys(op.input.shape)).toEqual(expect.arrayContaining(inPath));
  });

  it('has a name and a place of its own', () => {
    expect(new Set(operations.map((op) => op.name)).size).toBe(operations.length);
    expect(new Set(operations.map((op) => `${op.method} ${op.path.replace(/\{\w+\}/g, '{}')}`)).size).toBe(operations.length);
  });

  it('is in the OpenAPI document where a route leads to it, and nothing else is', () => {
    const { paths } = openApi('http://localhost') as { paths: Record<string, Record<string, { operationId: string }>> };
    const documented = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`));

    expect(documented.sort()).toEqual(routed.map((op) => `${op.name}: ${op.method.toLowerCase()} /api${op.path}`).sort());
  });

  it('answers with refusals that are declared', () => {
    expect(operations.flatMap((op) => op.problems).filter((kind) => problemKinds.get(kind.slug) !== kind)).toEqual([]);
  });
});

it('every rule is asked by an operation', () => {
  expect(Object.keys(rules).filter((action) => !operations.some((op) => op.action === action))).toEqual([]);
});

describe('the matrix of the leaks', () => {
  it.each(routed.map((op) => [op.name, op] as const))('knows every id that %s takes', (_, op) => {
    expect(idsOf(op).filter((name) => !Object.hasOwn(hideable, name) && !open.includes(name))).toEqual([]);
    expect(() => inputOf(op, {})).not.toThrow();
  });

  it('asks each operation about each id that may be hidden', () => {
    const missing = routed.flatMap((op) => idsOf(op).filter((name) => Object.hasOwn(hideable, name) && !matrix.some((row) => row.op === op && row.about.includes(name as IdName))).map((name) => `${op.name} by ${name}`));

    expect(missing).toEqual([]);
    expect(routed.filter((op) => /\{/.test(op.path) && !matrix.some((row) => row.op === op))).toEqual([]);
  });
});
