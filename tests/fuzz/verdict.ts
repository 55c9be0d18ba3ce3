import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { NotFound, TooLarge, problemsOf, type Operation, type ProblemKind } from '@knutpunkt/contracts';
import { openApi } from '../../services/gateway/src/docs/openapi.js';
import type { Came } from './wire.js';

// Both are CommonJS, and their types do not describe what Node gets.
const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020') as typeof import('ajv/dist/2020.js');
const { default: addFormats } = require('ajv-formats') as { default: (ajv: object) => void };

const validator = new Ajv2020({ strict: false, allErrors: false, validateSchema: false });
addFormats(validator);
validator.addSchema(openApi('http://localhost'), 'openapi.json');

const place = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const compiled = new Map<string, ValidateFunction>();

function schemaAt(op: Operation, status: number, type: string): ValidateFunction {
  const path = ['paths', `/api${op.path}`, op.method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'].map(place).join('/');
  const known = compiled.get(path) ?? validator.compile({ $ref: `openapi.json#/${path}` });
  compiled.set(path, known);
  return known;
}

interface ProblemLike { readonly type?: string; readonly status?: number; readonly title?: string }

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error;
  }
};

const slowest = 10_000;

/** What is wrong with an answer, as sentences; none where it is one that the operation declares. Of an operation that the path led past (`beside`), NotFound is one too. */
export function faultsOf(op: Operation, came: Came, beside = false): string[] {
  const late = came.milliseconds > slowest ? [`answers after ${Math.round(came.milliseconds)} ms`] : [];
  if (came.status >= 500) return [...late, `answers ${came.status} ${came.body.slice(0, 200)}`];
  const content = json(came.body);
  if (content instanceof Error) return [...late, `answers ${came.status} with what is no JSON: ${came.body.slice(0, 200)}`];
  return [...late, ...(came.status < 300 ? done(op, came, content) : refused(op, came, { content: content as ProblemLike, beside }))];
}

function done(op: Operation, { status, headers }: Came, content: unknown): string[] {
  if (status !== op.status) return [`answers ${status}, and declares ${op.status}`];
  return [...typed(headers, 'application/json'), ...undescribed(schemaAt(op, status, 'application/json'), content)];
}

function refused(op: Operation, { status, headers }: Came, { content, beside }: { content: ProblemLike; beside: boolean }): string[] {
  const kinds: readonly ProblemKind[] = beside ? [...problemsOf(op), NotFound, TooLarge] : problemsOf(op);
  const kind = kinds.find(({ type }) => type === content.type);
  if (!kind) return [`answers ${status} ${content.type}, which it does not declare`];
  if (kind.status !== status || content.status !== status) return [`answers ${status} with ${kind.slug}, whose status is ${kind.status}`];
  const described = problemsOf(op).includes(kind) ? undescribed(schemaAt(op, status, 'application/problem+json'), content) : [];
  return [...typed(headers, 'application/problem+json'), ...described];
}

const typed = (headers: Came['headers'], type: string): string[] => (String(headers['content-type']).split(';')[0] === type ? [] : [`answers as ${headers['content-type']}, not as ${type}`]);

const undescribed = (validate: ValidateFunction, content: unknown): string[] =>
  validate(content) ? [] : [`is not what the OpenAPI document describes: ${validate.errors?.map((e) => `${e.instancePath} ${e.message}`).join('; ')}`];
