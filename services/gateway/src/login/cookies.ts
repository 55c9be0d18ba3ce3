import type { FastifyReply, FastifyRequest } from 'fastify';

// `__Host-` makes browsers insist on Secure, Path=/ and no Domain.
export const sessionCookie = '__Host-knutpunkt';
export const loginCookie = '__Host-knutpunkt-login';

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The value of a cookie; a name that comes twice counts as absent, so that nobody can plant one in front of ours. */
export function cookie(request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  const values = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`));
  return values.length === 1 ? values[0]!.slice(name.length + 1) : undefined;
}

/** Sets a cookie; without `maxAge` (seconds) it lasts as long as the browser is open. */
export function giveCookie(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
  const lasting = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  const before = (reply.getHeader('set-cookie') ?? []) as string[];
  reply.removeHeader('set-cookie').header('set-cookie', [...before, `${name}=${value}; ${attributes}${lasting}`]);
}

export const takeCookie = (reply: FastifyReply, name: string): void => giveCookie(reply, name, '', 0);
