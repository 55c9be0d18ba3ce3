import * as z from 'zod';
import { FieldError, ProblemBody, isUnsafe, operations, problemsOf, type Operation, type ProblemKind } from '@knutpunkt/contracts';

type Json = Record<string, unknown>;

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  return schema;
};

const grouped = <T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const paramsOf = (op: Operation): string[] => [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

interface Fields { readonly properties: Record<string, Json>; readonly required: string[] }

const fieldsOf = (op: Operation): Fields => {
  const { properties = {}, required = [] } = schemaOf(op.input, 'input') as Partial<Fields>;
  return { properties, required };
};

function parametersOf(op: Operation): Json[] {
  const { properties, required } = fieldsOf(op);
  const inPath = paramsOf(op).map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } }));
  const queried = isUnsafe(op) ? [] : Object.keys(properties).filter((name) => !paramsOf(op).includes(name));
  const inQuery = queried.map((name) => ({ name, in: 'query', required: required.includes(name), schema: properties[name] }));
  const headers = [...(isUnsafe(op) ? ['IdempotencyKey'] : []), ...(op.ifMatch ? ['IfMatch'] : [])].map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return [...inPath, ...inQuery, ...headers];
}

function bodyOf(op: Operation): Json {
  if (!isUnsafe(op)) return {};
  const { properties, required } = fieldsOf(op);
  const inPath = paramsOf(op);
  const names = Object.keys(properties).filter((name) => !inPath.includes(name));
  if (names.length === 0) return {};
  const mandatory = required.filter((name) => !inPath.includes(name));
  const schema = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, properties[name]])), ...(mandatory.length ? { required: mandatory } : {}), additionalProperties: false };
  return { requestBody: { required: mandatory.length > 0, content: { 'application/json': { schema } } } };
}

function refusalsOf(op: Operation): Json {
  const byStatus = grouped(problemsOf(op), (kind: ProblemKind) => kind.status);
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, kinds]) => [String(status), refusal(kinds)]));
}

const refusal = (kinds: readonly ProblemKind[]): Json => ({
  description: kinds.map((kind) => kind.title).join(' · '),
  content: { 'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { type: { enum: kinds.map((kind) => kind.type) } } }] } } },
});

function operationOf(op: Operation): Json {
  const headers = { ...(op.status === 201 ? { Location: { schema: { type: 'string' }, description: 'Where it can be read' } } : {}), ...(hasVersion(op) ? { ETag: { schema: { type: 'string' }, description: 'The version, for If-Match' } } : {}) };
  const answer = { description: 'Done', ...(Object.keys(headers).length ? { headers } : {}), content: { 'application/json': { schema: schemaOf(op.output, 'output') } } };
  return { operationId: op.name, tags: [op.service], summary: op.summary, parameters: parametersOf(op), ...bodyOf(op), responses: { [op.status]: answer, ...refusalsOf(op) } };
}

const hasVersion = (op: Operation): boolean => op.output instanceof z.ZodObject && 'version' in op.output.shape;

const components = {
  securitySchemes: {
    session: { type: 'apiKey', in: 'cookie', name: '__Host-knutpunkt', description: 'A browser that is logged in. What changes something needs the header X-Knutpunkt: 1 as well.' },
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A machine client\'s own access token.' },
  },
  parameters: {
    IdempotencyKey: { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 128 }, description: 'Chosen by the caller, one for each intended change: sent again with the same request it changes nothing more.' },
    IfMatch: { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' }, description: 'The version that the caller saw.' },
  },
};

/** The OpenAPI 3.1 document of every operation that a route leads to. `server` is where the hub is reached. */
export function openApi(server: string): Json {
  const routed = operations.filter((op) => op.routed);
  const byPath = grouped(routed, (op: Operation) => `/api${op.path}`);
  return {
    openapi: '3.1.0',
    info: { title: 'Knutpunkt', version: '1', description: 'The hub where agencies call joint meetings, reply and are notified. What the caller may not see does not exist: 404.' },
    servers: [{ url: server }],
    security: [{ session: [] }, { bearer: [] }],
    paths: Object.fromEntries([...byPath].map(([path, ops]) => [path, Object.fromEntries(ops.map((op) => [op.method.toLowerCase(), operationOf(op)]))])),
    components: { ...components, schemas: { Problem: schemaOf(ProblemBody, 'output'), FieldError: schemaOf(FieldError, 'output') } },
  };
}
