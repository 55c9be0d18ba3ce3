import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { problemKinds } from '@knutpunkt/contracts';
import { root } from './sources.js';
// Every kind of refusal is declared when the services are loaded.
import './services.js';

describe.each(['sv', 'en'])('in %s', (language) => {
  const { problem } = JSON.parse(readFileSync(join(root, `services/web/src/i18n/${language}.json`), 'utf8')) as { problem: Record<string, string> };

  it.each([...problemKinds.keys()])('the refusal %s is explained', (slug) => {
    expect(problem[slug] ?? '').toMatch(/\S{2}.*\.$/s);
  });
});
