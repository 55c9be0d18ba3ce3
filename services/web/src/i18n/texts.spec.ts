import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { problemKinds } from '@knutpunkt/contracts';

type Tree = { readonly [key: string]: string | Tree };
const read = (language: string): Tree => JSON.parse(readFileSync(new URL(`./${language}.json`, import.meta.url), 'utf8'));

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`)));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort();

const sv = new Map(flat(read('sv')));
const en = new Map(flat(read('en')));

describe('the texts', () => {
  it('have the same keys in Swedish and English', () => {
    expect([...en.keys()].sort()).toEqual([...sv.keys()].sort());
  });

  it.each([...sv.keys()])('take the same values in both languages: %s', (key) => {
    expect(holes(en.get(key) ?? '')).toEqual(holes(sv.get(key)!));
  });

  it.each([...problemKinds.keys()])('have a sentence for the refusal %s', (slug) => {
    expect(sv.get(`problem.${slug}`)).toMatch(/\.$/);
  });
});
