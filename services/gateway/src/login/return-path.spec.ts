import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path.js';

describe('where one comes back to after logging in', () => {
  it.each(['/', '/moten', '/moten/42?vy=vecka&x=1', '/grupper#medlemmar', '/apier'])('is a page of ours: %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined, '', 'moten', 'https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', '/ok\\..\\x', '/\t/evil.example', '/ /x', 'javascript:alert(1)',
    '/api/meetings', '/auth/login', '/auth', '/./api/me', `/${'x'.repeat(1_001)}`, ['/moten'],
  ])('is the start page for %j', (asked) => {
    expect(returnPath(asked)).toBe('/');
  });

  it('stays ours however dots are used', () => {
    expect(returnPath('/a/../..//evil.example')).toBe('/');
    expect(returnPath('/a/..//evil.example')).toBe('/');
  });
});
