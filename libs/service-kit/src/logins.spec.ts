import { describe, expect, it } from '@jest/globals';
import { logOf } from './log.js';
import { lacksLogins, loginsOf } from './logins.js';

const issuer = 'http://127.0.0.1:9/realms/knutpunkt';
const told = (service: 'directory' | 'agendas', introspection?: { clientId: string; clientSecret: string }) => {
  const lines: string[] = [];
  return { logins: loginsOf(service, { issuer, introspection }, logOf(service, 'info', { write: (line) => void lines.push(line) })), lines };
};

describe('a service that was not told how to ask whether a login still holds', () => {
  it('says so at its start where it must, and takes no login for one that holds', async () => {
    const { logins, lines } = told('directory');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['OIDC_INTROSPECTION_SECRET is not set: what asks whether a login still holds is refused']);
    expect([await logins.stateOf('a.b.c'), lacksLogins('directory', {})]).toEqual(['unanswered', true]);
  });

  it('says nothing where nothing of its own needs it', () => {
    expect([told('agendas').lines, lacksLogins('agendas', {})]).toEqual([[], false]);
  });
});

it('why nobody could say whether a login holds goes to the log, without the token', async () => {
  const { logins, lines } = told('directory', { clientId: 'c', clientSecret: 's3cret' });
  expect(await logins.stateOf('a.b.c')).toBe('unanswered');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('the identity provider did not say whether a login still holds');
  expect(lines[0]).not.toMatch(/a\.b\.c|s3cret/);
});
