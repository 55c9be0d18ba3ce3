import * as z from 'zod';
import { operations, type Operation } from '@knutpunkt/contracts';

interface Schema { readonly type?: string; readonly format?: string; readonly pattern?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly anyOf?: readonly Schema[]; readonly items?: Schema }

/** Whether people type it freely: text that no form, list or pattern narrows, also one of several; also a link. */
const isTyped = (schema: Schema): boolean =>
  (schema.type === 'string' && (schema.format === undefined || schema.format === 'uri') && schema.pattern === undefined && schema.enum === undefined && schema.const === undefined) || (schema.anyOf ?? []).some(isTyped) || (schema.items !== undefined && isTyped(schema.items));

/** One out of a list that the service keeps; whatever else is sent is refused. */
const codes = ['UseTemplate.template', 'DraftGroup.agreedPurpose', 'ChangeGroupDraft.agreedPurpose'];

const propertiesOf = (op: Operation): [string, Schema][] => Object.entries((z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Schema> }).properties ?? {});

/** Every field of every operation that people type freely into, as `Operation.field`: derived, so that a new one is looked for the day it is declared. */
export const typedFields: readonly string[] = operations.filter(({ routed }) => routed)
  .flatMap((op) => propertiesOf(op).filter(([, schema]) => isTyped(schema)).map(([field]) => `${op.name}.${field}`)).filter((field) => !codes.includes(field));

const asPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
/** Paths without parameters first: `/meetings/held` is no meeting's id. */
const routes = operations.filter(({ routed }) => routed).map((op) => ({ op, pattern: asPattern(op.path) })).sort((a, b) => Number(a.op.path.includes('{')) - Number(b.op.path.includes('{')));

/** The operation whose route a request takes; its path is below /api. */
export const operationAt = (method: string, path: string): Operation | undefined => routes.find(({ op, pattern }) => op.method === method && pattern.test(path))?.op;

/** The fields of a request in which a mark stands, as `Operation.field`. */
export function markedIn({ method, path, body }: { readonly method: string; readonly path: string; readonly body: Record<string, unknown> | undefined }): string[] {
  const url = new URL(path, 'http://hub.example');
  const op = operationAt(method, url.pathname.replace(/^\/api/, ''));
  const sent = { ...Object.fromEntries(url.searchParams), ...body };
  return op ? Object.entries(sent).filter(([, value]) => /kanarie/i.test(String(value))).map(([field]) => `${op.name}.${field}`) : [];
}
