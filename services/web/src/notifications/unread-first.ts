/** Matters with something unread before the others; newest first among each. Instants are compared as text, which RFC 3339 in UTC allows. */
export const unreadFirst = <M extends { readonly unread: number; readonly latest: string }>(matters: readonly M[]): M[] =>
  [...matters].sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.latest.localeCompare(a.latest));
