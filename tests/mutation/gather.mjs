import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const [folder, page] = process.argv.slice(2);
const gathered = readdirSync(folder).sort().map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
const cell = (text) => String(text).replaceAll('|', '\\|');
const section = ({ of, mutants }) => [`## ${of[0].toUpperCase()}${of.slice(1)}: ${mutants.length}`, '', '| broken | found by |', '|---|---|', ...mutants.map(({ what, killedBy, why }) => `| ${cell(what)} | ${killedBy ? cell(killedBy) : `nothing: ${cell(why ?? 'survives')}`} |`), ''];
const total = gathered.reduce((sum, { mutants }) => sum + mutants.length, 0);
const alive = gathered.flatMap(({ mutants }) => mutants).filter(({ killedBy }) => !killedBy);

writeFileSync(page, [
  '# Mutants', '', 'Written by `npm run mutants`. Each row-level policy of each service and each check in it, each check of a function that sees more than its caller, and each rule of `decide` is broken in one place at a',
  'time, in a transaction that is rolled back; `tests/mutation` must notice every time. People and objects are those of the history in `tests/mutation/scene.ts`; a row of digits says which rows were let through.', '',
  'And of every operation whose rule refuses anybody, that rule is made to allow everything while somebody asks who may not: a handler that forgot to ask it would answer before as after.', '',
  `${total} mutants; ${total - alive.length} found; ${alive.length} that change nothing anybody could do, each with its reason.`, '', ...gathered.flatMap(section),
].join('\n'));
console.log(`${total} mutants, ${alive.length} not found: ${page}`);
