import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Me, type Output } from '@knutpunkt/contracts';
import { asRefusal } from './refusal.js';
import { sessionEnded, sessionIsOf } from './session-end.js';

const tries = 2;

/** Everything that the client knows of the hub at this moment; the live stream says what of it is old. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (asRefusal(error).status === 401) sessionEnded();
    },
    onSuccess: (answer, { queryKey }) => {
      if (queryKey[0] === Me.name) sessionIsOf((answer as Output<typeof Me>).person.id);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => asRefusal(error).isPassing && failures < tries, refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'always' },
  },
});
