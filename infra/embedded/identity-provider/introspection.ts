import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CLIENTS } from '@knutpunkt/infra/keycloak';
import type { KeptEntities } from './kept-entities.js';
import type { Secrets } from './secrets.js';
import { CLI, readToken } from './tokens.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

function credentials(request: IncomingMessage, form: URLSearchParams): [string, string] {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic') return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', ...secret] = Buffer.from(value, 'base64').toString().split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
}

/**
 * Answers RFC 7662 for our JWT access tokens, as Keycloak does: active while the token is ours, unexpired, and its session lives.
 * (oidc-provider introspects only tokens that it stores.) A token made for the command line has no session to end.
 * @returns the status and body; 401 unless the introspection client authenticates, by header or by body
 */
export function introspection(context: { issuer: string; secrets: Secrets; entities: KeptEntities }) {
  return async (request: IncomingMessage, form: URLSearchParams): Promise<{ status: number; body: object }> => {
    const [id, secret] = credentials(request, form);
    if (id !== CLIENTS.introspection || !timingSafeEqual(digest(secret), digest(context.secrets.clients.introspection))) return { status: 401, body: { error: 'invalid_client' } };
    const payload = await readToken(form.get('token') ?? '', { issuer: context.issuer, signingKey: context.secrets.signingKey });
    const alive = payload && (payload['azp'] === CLI || context.entities.hasSession(String(payload['sid'])));
    return { status: 200, body: alive ? { ...payload, active: true, token_type: 'Bearer' } : { active: false } };
  };
}
