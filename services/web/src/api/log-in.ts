const lastTry = 'knutpunkt.login-tried';
const again = 30_000;

/** Where one logs in to come back to the page that is open now. */
export const logInAddress = (): string => `/auth/login?returnTo=${encodeURIComponent(location.pathname === '/' ? '/' : location.pathname + location.search)}`;

/** True when it is worth going to the login by itself: a deep link, and not just tried. */
export function shouldGoToLogIn(now: number = Date.now()): boolean {
  const tried = Number(sessionStorage.getItem(lastTry) ?? 0);
  return location.pathname !== '/' && now - tried > again;
}

/** Leaves for the login and comes back to this page. */
export function goToLogIn(): void {
  sessionStorage.setItem(lastTry, String(Date.now()));
  location.assign(logInAddress());
}

/** Ends the session in the hub and goes where the identity provider ends its own. Throws when the hub cannot be reached. */
export async function logOut(): Promise<void> {
  const response = await fetch('/auth/logout', { method: 'POST', headers: { 'x-knutpunkt': '1', 'content-type': 'application/json' }, body: '{}', credentials: 'same-origin' });
  const answer: { location?: string } = response.ok ? await response.json() : {};
  sessionStorage.clear();
  location.assign(answer.location ?? '/');
}
