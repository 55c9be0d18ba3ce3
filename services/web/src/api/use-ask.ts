import { keepPreviousData, useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { Operation, Output, RawInput } from '@knutpunkt/contracts';
import { ask } from './ask.js';
import type { Refusal } from './refusal.js';

/** Where the client keeps an operation's answer. */
export const keyOf = (op: Pick<Operation, 'name'>, input?: unknown): unknown[] => (input === undefined ? [op.name] : [op.name, input]);

/** Reads an operation's answer and keeps it up to date. `enabled: false` waits with asking; `keep` shows the answer to the last input until the next one is there. */
export function useAsk<Op extends Operation>(
  op: Op,
  input: RawInput<Op>,
  { enabled = true, keep = false }: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<Output<Op>, Refusal> {
  return useQuery<Output<Op>, Refusal>({
    queryKey: keyOf(op, input),
    queryFn: ({ signal }) => ask(op, input, { signal }),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  } as UseQueryOptions<Output<Op>, Refusal>);
}
