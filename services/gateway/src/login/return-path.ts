const elsewhere = /^\/(api|auth)(\/|$)/;

/** Where to go after logging in: a path of our own pages, or the start page for anything else. */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 1_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/';
  const { origin, pathname, search, hash } = new URL(asked, 'http://own.invalid');
  // Dots can leave two slashes at the front, which a browser reads as another host.
  return origin === 'http://own.invalid' && !pathname.startsWith('//') && !elsewhere.test(pathname) ? pathname + search + hash : '/';
}
