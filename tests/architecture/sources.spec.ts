import { describe, expect, it } from '@jest/globals';
import { isTest, linesOf, sources, written, type Source } from './sources.js';

const longest = 250;
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Each place where a pattern stands in a source, as `file:line`. */
const places = (all: readonly Source[], pattern: RegExp): string[] =>
  all.flatMap(({ path, text }) => text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : [])));

describe('the files', () => {
  it(`are at most ${longest} lines long`, () => {
    expect(sources.filter((source) => linesOf(source) > longest && !/\/(demo|golden)\//.test(source.path)).map((source) => `${source.path}: ${linesOf(source)}`)).toEqual([]);
  });

  it('have a median below 80 lines', () => {
    const found = median(sources.map(linesOf));
    console.info(`${sources.length} files of code, ${median(sources.map(linesOf))} lines in the median, ${Math.max(...sources.map(linesOf))} at most`);

    expect(found).toBeLessThan(80);
  });

  it('promise nothing for later and hide nothing from the checks', () => {
    const words = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK', '@ts-ig' + 'nore', '@ts-no' + 'check', '\\b(?:it|describe|test)\\.(?:on' + 'ly|sk' + 'ip)\\(', '\\bx(?:it|describe)\\('];

    expect(places(written, new RegExp(words.map((word) => (/^\w/.test(word) ? `\\b${word}\\b` : word)).join('|')))).toEqual([]);
  });

  it('know no machine but the reader\'s', () => {
    expect(places(written, new RegExp(['/wo' + 'rk/', '/ro' + 'ot/', '/home/' + '\\w'].join('|')))).toEqual([]);
  });
});

describe('a service\'s database', () => {
  const reaching = /\bnew (?:pg\.)?(?:DataSource|Client|Pool)\(|\bgetRepository\(|from '(?:pg|typeorm|@nestjs\/typeorm)'/;
  const lawful = (path: string): boolean => isTest(path) || /^(libs\/persistence|libs\/testing|infra)\//.test(path);

  it('is reached through Db alone', () => {
    expect(places(sources.filter(({ path }) => !lawful(path)), reaching)).toEqual([]);
  });

  it.each(["import { Client } from 'pg';", 'const all = new DataSource({})', 'await manager.getRepository(Meeting).find()'])('is guarded against: %s', (text) => {
    expect(places([{ path: 'services/meetings/src/x.ts', text }], reaching)).toHaveLength(1);
  });
});
