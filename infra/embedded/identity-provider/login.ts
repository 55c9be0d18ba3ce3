import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { documentOf, headersOf } from '../pages/document.js';
import { subjectOf, type Accounts } from './accounts.js';
import { asksForHigher } from './higher-level.js';
import { readForm } from './form.js';
import { accountPicker } from './pages/account-picker.js';
import { loginFailedPage } from './pages/messages.js';
import { STYLESHEET } from './pages/show.js';

type Login = { provider: Provider; accounts: Accounts; webOrigins: readonly string[] };

/** Shows the account picker (GET) and finishes the login as the chosen account (POST). A login that has expired is told so. */
export function login({ provider, accounts, webOrigins }: Login) {
  const show = (response: ServerResponse, page: Parameters<typeof documentOf>[0]) =>
    response.writeHead(page.status ?? 200, headersOf(page, webOrigins)).end(documentOf(page, STYLESHEET));

  const finish = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await readForm(request);
    const account = accounts.named(form.get('username') ?? '');
    if (!account) return void show(response, { ...loginFailedPage('unknown_account'), status: 400 });
    await provider.interactionFinished(request, response, { login: { accountId: subjectOf(account), acr: form.get('level') === 'loa2' ? 'loa2' : account.acr, remember: true } });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    // A login that cannot be found has expired: the page says so.
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    if (!interaction || !pathname.endsWith(`/${interaction.uid}`)) return void show(response, { ...loginFailedPage('login_expired'), status: 400 });
    if (request.method === 'POST') return finish(request, response);
    show(response, accountPicker(pathname, accounts.all, { search: (searchParams.get('q') ?? '').trim().slice(0, 100), asksForHigher: asksForHigher(interaction.params) }));
  };
}
