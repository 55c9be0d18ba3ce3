/** A browser as far as a login needs one: it keeps cookies by path, and follows redirects until it leaves the given origin. */
export class CookieBrowser {
  private readonly cookies = new Map<string, { value: string; path: string }>();

  /** Where it stands, and where a redirect would take it next, if that is another origin. */
  location = '';
  left?: URL;

  constructor(private readonly origin: string) {}

  /** Opens an address (or posts a form to it) and follows redirects. @returns the last page's status, headers and text */
  async open(address: string, form?: Record<string, string>): Promise<{ status: number; headers: Headers; text: string }> {
    const url = new URL(address, this.origin);
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: this.cookiesFor(url.pathname), accept: 'text/html' }, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
    response.headers.getSetCookie().forEach((line) => this.keep(line));
    this.location = url.href;
    const next = response.headers.get('location');
    if (!next) return { status: response.status, headers: response.headers, text: await response.text() };
    const target = new URL(next, url);
    if (target.origin === this.origin) return this.open(target.href);
    this.left = target;
    return { status: response.status, headers: response.headers, text: '' };
  }

  private cookiesFor(path: string): string {
    return [...this.cookies].filter(([, cookie]) => path.startsWith(cookie.path)).map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    const expired = attributes.some((one) => /^expires=.*1970/i.test(one));
    if (expired) this.cookies.delete(name);
    else this.cookies.set(name, { value: value.join('='), path });
  }
}
