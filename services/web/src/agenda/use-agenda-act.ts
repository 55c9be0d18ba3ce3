import { useEffect } from 'react';
import type { Operation, Output } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction, type Action } from '../api/use-action.js';
import { useAnnounce } from '../ui/index.js';

interface Acting<Op extends Operation> {
  readonly meetingId: string;
  /** What is read out when it is done. */
  readonly said: string | ((answer: Output<Op>) => string);
  readonly done?: (answer: Output<Op>) => void;
}

/** Something that is done to a meeting's agenda. The agenda is read again afterwards, also when it was refused: then it has often changed. */
export function useAgendaAct<Op extends Operation>(op: Op, { meetingId, said, done }: Acting<Op>): Action<Op> {
  const announce = useAnnounce();
  const action = useAction(op, (answer) => {
    isOutdated('meeting', meetingId);
    announce(typeof said === 'string' ? said : said(answer));
    done?.(answer);
  });
  useEffect(() => {
    if (action.refusal !== null && !action.refusal.isPassing) isOutdated('meeting', meetingId);
  }, [action.refusal, meetingId]);
  return action;
}
