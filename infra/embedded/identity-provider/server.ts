import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { REALM_PATH } from '@knutpunkt/infra/keycloak';
import { STYLE } from '../pages/style.js';
import { INTROSPECT, type ProviderPlan } from './configuration.js';
import { readForm } from './form.js';
import { introspection } from './introspection.js';
import { login } from './login.js';
import { STYLESHEET } from './pages/show.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const styleSheet: Handler = (_request, response) => void response.writeHead(200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300', 'x-content-type-options': 'nosniff' }).end(STYLE);
const notFound: Handler = (_request, response) => void response.writeHead(404).end();

function introspect(issuer: string, plan: ProviderPlan): Handler {
  const answer = introspection({ issuer, secrets: plan.secrets, entities: plan.entities });
  return async (request, response) => {
    const { status, body } = await answer(request, await readForm(request));
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
  };
}

/** The provider knows its paths below the realm only, and learns from `originalUrl` what stands before them. */
function realm(provider: Provider): Handler {
  const callback = provider.callback();
  return (request, response) => {
    Object.assign(request, { originalUrl: request.url, url: request.url!.slice(REALM_PATH.length) });
    return callback(request, response);
  };
}

/** Who answers a path of the realm. */
function routes(issuer: string, provider: Provider, plan: ProviderPlan): (request: IncomingMessage, path: string) => Handler {
  const loginPages = login({ provider, accounts: plan.accounts, webOrigins: plan.webOrigins });
  const toIntrospect = introspect(issuer, plan);
  const toProvider = realm(provider);
  return (request, path) => {
    if (!path.startsWith(`${REALM_PATH}/`)) return notFound;
    if (path === STYLESHEET) return styleSheet;
    if (path.startsWith(`${REALM_PATH}/login/`)) return loginPages;
    return path === INTROSPECT && request.method === 'POST' ? toIntrospect : toProvider;
  };
}

/** Every request to the identity provider: its pages, introspection, and OpenID Connect itself. Only its own host name is answered (DNS rebinding). */
export function handler(issuer: string, provider: Provider, plan: ProviderPlan): Handler {
  const route = routes(issuer, provider, plan);
  const { host } = new URL(issuer);
  return async (request, response) => {
    const answer = request.headers.host === host ? route(request, request.url!.split('?')[0]!) : notFound;
    try {
      await answer(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500);
      response.end();
      throw error;
    }
  };
}
