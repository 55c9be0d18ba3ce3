import type { Page } from '../pages/document.js';
import { html, type Html } from '../pages/html.js';
import type { Letter } from './letters.js';

const time = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Stockholm' });
const shownTime = (iso: string) => time.format(new Date(iso));
const NONE: Html = { html: '' };

const row = (letter: Letter): Html => html`<tr><td><time datetime="${letter.receivedAt}">${shownTime(letter.receivedAt)}</time></td>
<td>${letter.to.join(', ')}</td><td><a href="/mail/${letter.id}">${letter.subject || '(inget ämne)'}</a></td></tr>`;

const table = (letters: Letter[]): Html => html`<table><thead><tr><th scope="col">Kom</th><th scope="col">Till</th><th scope="col">Ämne</th></tr></thead><tbody>${letters.map(row)}</tbody></table>`;

const suggestion = (address: string): Html => html`<option value="${address}"></option>`;

/** The mails that have arrived, newest first, perhaps to one address only. */
export function listPage(letters: Letter[], recipients: string[], to: string): Page {
  return {
    title: 'Demonstrationens brevlåda',
    body: html`<p class="note">E-post från demonstrationen stannar här. Inget skickas vidare.</p>
<form class="search" method="get" action="/" role="search">
<label>Mottagarens adress <input type="search" name="to" value="${to}" list="recipients" autocomplete="off"></label>
<datalist id="recipients">${recipients.map(suggestion)}</datalist>
<button class="main">Visa</button>
</form>
<p role="status">${letters.length === 1 ? '1 brev' : `${letters.length} brev`}${to ? html` till ${to}. <a href="/">Visa alla</a>` : NONE}</p>
${letters.length > 0 ? table(letters) : NONE}`,
  };
}

const calendarPart = (text: string): Html => html`<h2>Bifogad kalenderpost</h2><pre>${text}</pre>`;

/** One mail: who, when, the text as it was written, and the attached calendar entry as text. */
export function letterPage(letter: Letter): Page {
  return {
    title: letter.subject || '(inget ämne)',
    body: html`<p><a href="/">Alla brev</a></p>
<dl><dt>Från</dt><dd>${letter.from}</dd><dt>Till</dt><dd>${letter.to.join(', ')}</dd><dt>Kom</dt><dd><time datetime="${letter.receivedAt}">${shownTime(letter.receivedAt)}</time></dd>
${letter.attachments.length > 0 ? html`<dt>Bilagor</dt><dd>${letter.attachments.join(', ')}</dd>` : NONE}</dl>
<pre>${letter.text}</pre>
${letter.calendar === undefined ? NONE : calendarPart(letter.calendar)}`,
  };
}

/** There is no such mail, or no such page. */
export const missingPage = (): Page => ({ title: 'Brevet finns inte', status: 404, body: html`<p><a href="/">Alla brev</a></p>` });
