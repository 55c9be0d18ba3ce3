import { useRef } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { Operation, Output, RawInput } from '@knutpunkt/contracts';
import { ask } from './ask.js';
import { attemptOf, type Attempt } from './attempt.js';
import { asRefusal, type Refusal } from './refusal.js';
import { sessionEnded } from './session-end.js';

/** Something that the person can do. `run` gives the answer, or undefined when it was refused; then `refusal` says why. */
export interface Action<Op> {
  readonly run: (input: RawInput<Op>, version?: string) => Promise<Output<Op> | undefined>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  readonly reset: () => void;
}

/** An operation that changes something. The same input sent again after no answer, or a passing fault, carries the same Idempotency-Key. */
export function useAction<Op extends Operation>(op: Op, then: (answer: Output<Op>) => void): Action<Op> {
  const attempt = useRef<Attempt | undefined>(undefined);
  const mutation = useMutation<Output<Op>, Refusal, { input: RawInput<Op>; version?: string | undefined }>({
    mutationFn: ({ input, version }) => {
      attempt.current = attemptOf(attempt.current, JSON.stringify([input, version]), () => crypto.randomUUID());
      return ask(op, input, { version, idempotencyKey: attempt.current.key });
    },
    onSuccess: (answer) => {
      attempt.current = undefined;
      then(answer);
    },
    onError: (refusal) => {
      if (!asRefusal(refusal).isPassing) attempt.current = undefined;
      if (asRefusal(refusal).status === 401) sessionEnded();
    },
  });
  // What went wrong is in `refusal`, which the screen shows.
  const run: Action<Op>['run'] = (input, version) => mutation.mutateAsync({ input, version }).catch(() => undefined);
  return { run, pending: mutation.isPending, refusal: mutation.error, reset: mutation.reset };
}
