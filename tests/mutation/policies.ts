import type { Client } from 'pg';
import type { Role } from './elsewhere.js';
import { services, type Cell } from './probe.js';
import type { Use } from './sight.js';

/** One policy, made to refuse everything, to let everything through, or without one of its checks. */
export interface PolicyMutant { readonly what: string; readonly sql: string; readonly cells: readonly Cell[] }
interface Policy { readonly s: string; readonly t: string; readonly p: string; readonly role: string; readonly cmd: string; readonly qual: string | null; readonly check: string | null }

const useOf: Record<string, readonly Use[]> = { SELECT: ['s'], INSERT: ['i'], UPDATE: ['u'], DELETE: ['d'], ALL: ['s', 'i', 'u', 'd'] };
const policies = 'select schemaname s, tablename t, policyname p, roles[1]::text as role, cmd, qual, with_check as check from pg_policies where schemaname = any($1) order by 1, 2, 3';

/** Every policy of every service, each way that it can be broken; where it lets everything through already, only by refusing. */
export async function policyMutants(client: Client): Promise<PolicyMutant[]> {
  const { rows } = await client.query<Policy>(policies, [services]);
  return rows.flatMap((policy) => ways(policy).map(({ how, sql }) => ({ what: `${policy.s}.${policy.t}: ${policy.p} ${how}`, sql: `alter policy ${policy.p} on ${policy.s}.${policy.t} ${sql}`, cells: cellsOf(policy) })));
}

/** What a check of who acts, or of how much somebody reads, looks like; without it any value will do. An audience row is hidden by its own policy from whom it does not reach, so that what a policy says of it again is no mutant. */
const checks = /(?<!\b[aio]\.audience(?:_id)?)(?: (?:=|<>|<=) (?:\w+\.)?(?:me|my_\w+)\(\)| = \((?:\w+\.)?me\(\)\)::text| = ANY \((?:\w+\.)?my_\w+\(\)\)| = ANY \(\( SELECT [^\]]*?\)::uuid\[\]\))|(?<=\bi\.level) = 'content'::text/g;

/** One check gone at a time; where a row is asked the same before and after a change, from both. */
function withoutEach({ qual, check }: Pick<Policy, 'qual' | 'check'>): { how: string; sql: string }[] {
  const [whole, rest] = [qual ?? check ?? '', qual !== null && check !== null && check !== qual ? check : null];
  const gone = (text: string, words: readonly string[], nth = ''): { how: string; sql: string }[] => [...text.matchAll(checks)].map((found, at) => {
    const without = `(${text.slice(0, found.index)} IS NOT NULL${text.slice(found.index + found[0].length)})`;
    return { how: `without${found[0].replace(/\s+/g, ' ')}${nth}${at ? ` (${at + 1})` : ''}`, sql: words.map((word) => `${word} ${without}`).join(' ') };
  });
  return [...gone(whole, [...(qual === null ? [] : ['using']), ...(check === null || rest ? [] : ['with check'])]), ...(rest ? gone(rest, ['with check'], ' after the change') : [])];
}

function ways({ qual, check }: Policy): { how: string; sql: string }[] {
  const clauses = [...(qual === null ? [] : [{ word: 'using', now: qual }]), ...(check === null ? [] : [{ word: 'with check', now: check }])];
  const refusing = { how: 'refuses', sql: clauses.map(({ word }) => `${word} (false)`).join(' ') };
  const open = clauses.filter(({ now }) => now !== 'true');
  const single = open.length > 1 ? open.map(({ word }) => ({ how: `lets all through its ${word}`, sql: `${word} (true)` })) : [];
  return [refusing, ...withoutEach({ qual, check }), ...(open.length ? [{ how: 'lets all through', sql: open.map(({ word }) => `${word} (true)`).join(' ') }, ...single] : [])];
}

const cellsOf = ({ s, t, role, cmd }: Policy): Cell[] => useOf[cmd]!.map((use) => ({ service: s, table: t, role: role.slice(s.length + 1) as Role, use }));
