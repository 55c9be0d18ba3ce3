import * as z from 'zod';

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

/** Leaves for a login at a higher level of assurance and comes back to this page. */
export const goToStepUp = (): void => location.assign(`${logInAddress()}&level=3`);

const Ended = z.object({ location: z.string() });
const leaving = { method: 'POST', headers: { 'x-knutpunkt': '1', 'content-type': 'application/json' }, body: '{}', credentials: 'same-origin' } as const;

/** Ends the session in the hub, forgets what was begun in this tab, and goes where the identity provider ends its own. False when the session may still live. */
export async function logOut(): Promise<boolean> {
  try {
    const response = await fetch('/auth/logout', leaving);
    if (!response.ok && response.status !== 401) return false;
    const to = response.ok ? Ended.parse(await response.json()).location : '/';
    sessionStorage.clear();
    location.assign(to);
    return true;
  } catch {
    // Not reached, or not answered by the hub: then nothing is known.
    return false;
  }
}
