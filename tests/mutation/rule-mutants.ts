import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import type { Action, Resource } from '@knutpunkt/access';
import type { Actor } from '@knutpunkt/persistence';

/** `decide` with one of its rules broken. */
export interface RuleMutant { readonly what: string; readonly decide: (actor: Actor, action: Action, resource: Resource) => boolean }
interface Edit { readonly what: string; readonly from: number; readonly to: number; readonly by: string }

const source = readFileSync(new URL('../../libs/access/src/decide.ts', import.meta.url), 'utf8');
const swaps: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '===': '!==', '!==': '===' };

/** Each rule of the table allowing everything, nothing and the opposite; each `and`, `or`, `is` and `is not` of the rules it is made of turned round. */
export const ruleMutants = (): RuleMutant[] => [...tableEdits(), ...clauseEdits()].map(({ what, from, to, by }) => ({ what, decide: compiled(source.slice(0, from) + by + source.slice(to)) }));

/** `decide` as it is, by the same way. */
export const original = (): RuleMutant['decide'] => compiled(source);

function tableEdits(): Edit[] {
  const entries = [...source.matchAll(/^ {2}('[a-z.-]+'): (\w+),$/gm)];
  return entries.flatMap((entry) => {
    const [whole, action, rule] = entry as unknown as [string, string, string];
    const edit = (how: string, by: string): Edit => ({ what: `${action} ${how}`, from: entry.index, to: entry.index + whole.length, by: `  ${action}: ${by},` });
    return [...(rule === 'nobody' ? [] : [edit('refused to all', '() => false')]), ...(rule === 'anybody' ? [] : [edit('allowed to all', '() => true'), edit('inverted', `(a, r) => !${rule}(a, r)`)])];
  });
}

function clauseEdits(): Edit[] {
  const until = source.indexOf('/** Who may do what with a row that they see.');
  const begin = source.indexOf('const anybody');
  const all = [...source.slice(begin, until).matchAll(/&&|\|\||[!=]==/g)];
  return all.map(({ 0: word, index }) => ({ what: `${ruleAt(begin + index)}: ${word} made ${swaps[word]!} at ${begin + index}`, from: begin + index, to: begin + index + word.length, by: swaps[word]! }));
}

const ruleAt = (index: number): string => source.slice(0, index).match(/const (\w+)(?!.*const \w+)/s)?.[1] ?? 'a rule';

function compiled(text: string): RuleMutant['decide'] {
  const { code } = transformSync(text, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  const module = { exports: {} as { decide: RuleMutant['decide'] } };
  // Our own source with one word changed: the only way to have a rule that is private to its module broken.
  // oxlint-disable-next-line no-implied-eval, no-new-func
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports.decide;
}
