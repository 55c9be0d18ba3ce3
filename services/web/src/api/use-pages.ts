import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Operation, Output, RawInput } from '@knutpunkt/contracts';
import { ask } from './ask.js';
import type { Refusal } from './refusal.js';
import { keyOf } from './use-ask.js';

type Paged = { items: unknown[]; next: string | null };

/** Reads a list page by page; `fetchNextPage` continues where the last one ended. */
export function usePages<Op extends Operation>(op: Op, input: RawInput<Op>): UseInfiniteQueryResult<InfiniteData<Output<Op>>, Refusal> {
  return useInfiniteQuery<Output<Op>, Refusal, InfiniteData<Output<Op>>, unknown[], string | undefined>({
    queryKey: [...keyOf(op, input), 'pages'],
    queryFn: ({ signal, pageParam }) => ask(op, { ...(input as object), ...(pageParam ? { cursor: pageParam } : {}) } as RawInput<Op>, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => (last as Paged).next ?? undefined,
  });
}
