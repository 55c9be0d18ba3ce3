/** A browser as far as the gateway meets one: it keeps cookies by host and path, and sends what browsers send. */
export class Browser {
  readonly jar = new Map<string, { value: string; path: string }>();

  constructor(readonly origin: string, private readonly userAgent = 'test') {}

  /** One in which somebody has logged in. */
  static async loggedIn(origin: string, username = 'brasam.kop', userAgent?: string): Promise<Browser> {
    const browser = new Browser(origin, userAgent);
    await browser.logIn(username);
    return browser;
  }

  get cookie(): string | undefined {
    return this.jar.get('__Host-knutpunkt')?.value;
  }

  /** One request, no redirect followed. */
  async ask(address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const cookies = [...this.jar].filter(([, { path }]) => url.pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { 'user-agent': this.userAgent, ...(cookies.length ? { cookie: cookies.join('; ') } : {}), ...init.headers } });
    response.headers.getSetCookie().forEach((line) => this.keep(line));
    return response;
  }

  /** Follows redirects until a page comes; posts the account picker's form on the way. `asks` is added to the address of the login, `form` to what is posted. */
  async logIn(username: string, returnTo = '/', { asks = '', form = {} }: { asks?: string; form?: Record<string, string> } = {}): Promise<Response> {
    let address = `${this.origin}/auth/login?returnTo=${encodeURIComponent(returnTo)}${asks}`;
    for (let step = 0; step < 12; step += 1) {
      const sent = /\/login\//.test(address) ? { method: 'POST', body: new URLSearchParams({ username, ...form }) } : {};
      const response = await this.ask(address, sent);
      const next = response.headers.get('location');
      if (!next) throw new Error(`the login stopped at ${new URL(address).pathname} with ${response.status}`);
      if (new URL(address).pathname === '/auth/callback') return response;
      address = new URL(next, address).href;
    }
    throw new Error('the login goes round in circles');
  }

  /** Logs in at the provider as far as the address that leads back, and does not go there. `address` is where the login begins. */
  async reachCallback(username = 'brasam.kop', address = `${this.origin}/auth/login`): Promise<URL> {
    let to = address;
    while (!to.includes('/auth/callback')) {
      const response = await this.ask(to, /\/login\//.test(to) ? { method: 'POST', body: new URLSearchParams({ username }) } : {});
      to = new URL(response.headers.get('location')!, to).href;
    }
    return new URL(to);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(path, { headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  }

  /** As our own page sends it. */
  post(path: string, body: unknown = {}, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
    const own = { 'x-knutpunkt': '1', 'sec-fetch-site': 'same-origin', origin: this.origin, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    return this.ask(path, { method, body: JSON.stringify(body), headers: { ...own, ...headers } });
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    if (attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=.*1970/i.test(one))) this.jar.delete(name);
    else this.jar.set(name, { value: value.join('='), path });
  }
}
