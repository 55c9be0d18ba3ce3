import { Problem, Stale, type AnyOperation, type Output, type RawInput } from '@knutpunkt/contracts';
import type { OperationClient } from '@knutpunkt/service-kit';

/** In whose name something is asked, and which version was seen. */
export interface Asking {
  readonly token: string;
  readonly requestId: string;
  readonly ifMatch?: string;
}

/** Asks the directory in the machine's own name. Throws the directory's refusal. */
export async function asked<Op extends AnyOperation>(client: OperationClient, op: Op, input: RawInput<Op>, asking: Asking): Promise<Output<Op>> {
  const answer = await client.ask(op, { input, ...asking });
  if ('problem' in answer) throw Problem.from(answer.problem);
  return answer.body;
}

const tries = 4;

/** Does what rests on how something is now; where that is changed meanwhile, anew, unless the machine said which version it saw. */
export async function uponTheNewest<T>(asking: Asking, work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (asking.ifMatch || left === 1 || !(error instanceof Problem) || error.body.type !== Stale.type) throw error;
    }
  }
}
