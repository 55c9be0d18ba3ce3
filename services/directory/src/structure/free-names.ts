import { AuthorityNameTaken, FunctionNameTaken, Problem, UnitCodeTaken, UnitNameTaken, type ProblemKind } from '@knutpunkt/contracts';
import type { ActorTx } from '@knutpunkt/persistence';

const live = {
  authority: { problem: AuthorityNameTaken, from: 'authorities x where x.organisation_id = my_organisation() and x.ended_at is null' },
  unit: { problem: UnitNameTaken, from: 'units x where x.organisation_id = my_organisation() and x.ended_at is null' },
  function: { problem: FunctionNameTaken, from: 'functions x where x.organisation_id = my_organisation() and x.removed_at is null' },
} as const satisfies Record<string, { problem: ProblemKind; from: string }>;

/** Throws AuthorityNameTaken, UnitNameTaken or FunctionNameTaken where another of the organisation has the name, in whatever case: by names people tell them apart, and files too. */
export async function requireFreeName(tx: ActorTx, kind: keyof typeof live, { id, name }: { id: string; name: string }): Promise<void> {
  const { problem, from } = live[kind];
  if ((await tx.query(`select from ${from} and x.id <> $1 and folded(x.name) = folded($2) limit 1`, [id, name])).length > 0) throw Problem.at(problem, '/name', 'The organisation has another with this name.');
}

/** Throws UnitCodeTaken. */
export async function requireFreeCode(tx: ActorTx, { id, code }: { id: string; code: string | null }): Promise<void> {
  if (code !== null && (await tx.query(`select from ${live.unit.from} and x.id <> $1 and x.code = $2`, [id, code])).length > 0) throw Problem.at(UnitCodeTaken, '/code', 'The organisation has another unit with this code.');
}
