import { html, type Html } from '../../pages/html.js';
import type { Page } from '../../pages/document.js';
import type { Account } from '../accounts.js';

const LEVELS = { loa2: 'Tillitsnivå 2', loa3: 'Tillitsnivå 3' };

const folded = (text: string) => text.toLocaleLowerCase('sv');

/** Whether every word of the search is found in the account's name, title, username or organisation. */
export function matches(account: Account, search: string): boolean {
  const text = folded([account.name, account.title, account.username, account.organisation.name].join(' '));
  return folded(search).split(/\s+/).every((word) => text.includes(word));
}

const button = (account: Account): Html => html`<li><button name="username" value="${account.username}">${account.name}
<small>${account.title ? `${account.title} · ` : ''}${LEVELS[account.acr]}</small></button></li>`;

const organisation = ([name, accounts]: [string, Account[]]): Html => html`<fieldset><legend>${name}</legend><ul class="people">${accounts.map(button)}</ul></fieldset>`;

function byOrganisation(accounts: readonly Account[]): [string, Account[]][] {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) groups.set(account.organisation.name, [...(groups.get(account.organisation.name) ?? []), account]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'sv'));
}

const lower = html`<p><label><input type="checkbox" name="level" value="loa2"> Logga in på tillitsnivå 2</label></p>`;
const wanted = html`<p class="note">Det du vill se kräver tillitsnivå 3.</p>`;

/**
 * The login page: choose whom to be, and whether at the lower level unless the higher is asked for. Works without scripts; the search is a form of its own.
 * @param action the address of this login, to which both forms go
 * @param shown what was searched for (empty shows everybody), and whether the higher level is asked for
 */
export function accountPicker(action: string, accounts: readonly Account[], { search, asksForHigher }: { search: string; asksForHigher: boolean }): Page {
  const found = accounts.filter((account) => matches(account, search));
  return {
    title: 'Testinloggning',
    body: html`<p class="note">Det här är en demonstration med påhittade personer. Inget lösenord behövs: välj vem du vill vara.</p>
<form class="search" method="get" action="${action}" role="search">
<label>Sök namn, roll eller organisation <input type="search" name="q" value="${search}" autocomplete="off"></label>
<button class="main">Sök</button>
</form>
<p role="status">${found.length === 1 ? '1 konto' : `${found.length} konton`}${search ? html` för ”${search}”. <a href="${action}">Visa alla</a>` : ''}</p>
<form method="post" action="${action}">${asksForHigher ? wanted : lower}${byOrganisation(found).map(organisation)}</form>`,
  };
}
