import type { FastifyRequest } from 'fastify';
import { Malformed, Problem, UnsupportedMediaType, VersionMissing, isUnsafe, type Operation } from '@knutpunkt/contracts';
import { idempotencyKey, malformed, seenVersion } from '@knutpunkt/service-kit';

type Fields = Record<string, unknown>;

/** What a request asks of an operation, as it is passed on: the service reads it again. */
export interface Question {
  readonly input: Fields;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
}

const wrong = (pointer: string, detail: string): Problem => new Problem(Malformed, { errors: [{ pointer, detail }] });

/** Reads an operation's input and headers from a request. Throws Malformed, UnsupportedMediaType or VersionMissing, in this order of checks. */
export function questionOf(op: Operation, request: FastifyRequest): Question {
  const input = inputOf(op, request);
  const read = op.input.safeParse(input);
  if (!read.success) throw malformed(read.error.issues);
  return { input, idempotencyKey: isUnsafe(op) ? idempotencyKeyOf(request) : undefined, ifMatch: op.ifMatch ? versionOf(request) : undefined };
}

function inputOf(op: Operation, request: FastifyRequest): Fields {
  const params = request.params as Fields;
  const query = request.query as Fields;
  const given = isUnsafe(op) ? bodyOf(request) : single(query);
  const misplaced = Object.keys(isUnsafe(op) ? { ...query } : {})[0] ?? Object.keys(given).find((name) => Object.hasOwn(params, name));
  if (misplaced !== undefined) throw wrong(`/${escaped(misplaced)}`, 'is not known here');
  return { ...given, ...params };
}

function single(query: Fields): Fields {
  const twice = Object.keys(query).find((name) => typeof query[name] !== 'string');
  if (twice !== undefined) throw wrong(`/${escaped(twice)}`, 'is given more than once');
  const hidden = Object.keys(query).find((name) => (query[name] as string).includes('\0'));
  if (hidden !== undefined) throw wrong(`/${escaped(hidden)}`, 'contains characters that cannot be shown');
  return query;
}

function bodyOf({ body, headers }: FastifyRequest): Fields {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const plain = /^(identity)?$/i.test(headers['content-encoding'] ?? '');
  if (!plain || !/^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) throw new Problem(UnsupportedMediaType);
  const parsed = parsedJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw wrong('', 'must be an object');
  return parsed as Fields;
}

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw Object.assign(wrong('', 'is not JSON'), { cause: error });
  }
}

function idempotencyKeyOf({ headers }: FastifyRequest): string {
  const key = headers['idempotency-key'];
  if (key === undefined) throw wrong('/header', 'Idempotency-Key is missing');
  if (typeof key !== 'string' || !idempotencyKey.test(key)) throw wrong('/header', 'Idempotency-Key must be 1 to 128 visible characters');
  return key;
}

/** The version in If-Match: one strong entity tag, with or without its quotation marks. */
function versionOf({ headers }: FastifyRequest): string {
  const given = headers['if-match'];
  if (given === undefined) throw new Problem(VersionMissing);
  const version = /^"?([^"]*)"?$/.exec(given)?.[1];
  if (!version || !seenVersion.test(version)) throw wrong('/header', 'If-Match must be the version that was read');
  return version;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
