import { PollDetails, type Operation, type PollView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction, type Action } from '../api/use-action.js';
import { useAnnounce } from '../ui/index.js';

/** Something that is done with a poll: what comes back is shown, and what was done is read out. */
export function usePollAct<Op extends Operation>(op: Op, said: (poll: PollView) => string, then: () => void = () => undefined): Action<Op> {
  const announce = useAnnounce();
  return useAction(op, (answer) => {
    const poll = answer as PollView;
    remember(PollDetails, { pollId: poll.id }, poll);
    isOutdated('poll', poll.id);
    announce(said(poll));
    then();
  });
}
