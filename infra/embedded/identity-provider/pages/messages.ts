import { html } from '../../pages/html.js';
import type { Page } from '../../pages/document.js';

const SUBMIT = 'document.forms[0].submit()';

/**
 * Ends the login: at once where scripts run, by the button where not.
 * @param form oidc-provider's form with its hidden token
 */
export const logoutPage = (form: string): Page => ({
  title: 'Logga ut',
  body: html`<p>Du loggas ut från testinloggningen.</p>
${{ html: form.replace('</form>', '<input type="hidden" name="logout" value="yes"/><button class="main">Logga ut</button></form>') }}`,
  script: SUBMIT,
});

/** Nobody is logged in any more. */
export const loggedOutPage = (): Page => ({ title: 'Du är utloggad', body: html`<p>Du kan stänga fönstret.</p>` });

/** The login cannot go on: it has expired, or was asked for wrongly. The code is for whoever looks into it. */
export const loginFailedPage = (code: string): Page => ({
  title: 'Inloggningen kunde inte slutföras',
  body: html`<p>Gå tillbaka till Knutpunkt och logga in på nytt.</p><p>Felkod: ${code}</p>`,
});
