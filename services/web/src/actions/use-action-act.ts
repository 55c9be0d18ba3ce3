import { useEffect } from 'react';
import type { ActionView, Operation } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction, type Action } from '../api/use-action.js';
import { useAnnounce } from '../ui/index.js';

/** Something that is done with an action that somebody has promised. What shows it is read again afterwards, also when it was refused. */
export function useActionAct<Op extends Operation>(op: Op, action: ActionView, { said, done }: { said: string; done?: () => void }): Action<Op> {
  const announce = useAnnounce();
  const act = useAction(op, () => {
    isOutdated('meeting', action.meeting.id);
    announce(said);
    done?.();
  });
  useEffect(() => {
    if (act.refusal !== null && !act.refusal.isPassing) isOutdated('meeting', action.meeting.id);
  }, [act.refusal, action.meeting.id]);
  return act;
}
