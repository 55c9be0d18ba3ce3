import { useEffect } from 'react';
import type { Operation, Output } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { sentenceOf } from '../api/problem-text.js';
import { useAction, type Action } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

interface Acting<Op extends Operation> {
  readonly referralId: string;
  /** What is read out when it is done. */
  readonly said: string;
  readonly done?: (answer: Output<Op>) => void;
}

// What was pressed is often gone when the request has been read again: then the sentence is nowhere else.
const cameSecond = new Set(['wrong-state', 'already-claimed', 'not-claimed']);

/** A step of a request. The request is read again afterwards, also when the step was refused: then it has often changed. */
export function useReferralAct<Op extends Operation>(op: Op, { referralId, said, done }: Acting<Op>): Action<Op> {
  const announce = useAnnounce();
  const { t } = useTexts();
  const act = useAction(op, (answer) => {
    isOutdated('referral', referralId);
    announce(said);
    done?.(answer);
  });
  useEffect(() => {
    if (act.refusal === null || act.refusal.isPassing) return;
    isOutdated('referral', referralId);
    if (cameSecond.has(act.refusal.slug)) announce(sentenceOf(act.refusal, t));
  }, [act.refusal, referralId]);
  return act;
}
