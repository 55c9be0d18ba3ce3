import { DraftReferral, ReplyDueDate } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useAsk } from '../api/use-ask.js';
import { may, useMe } from '../shell/current.js';

/** Whether I may write requests. */
export const useMayDraft = (): boolean => may(useMe(), DraftReferral);

/** Why I may not write requests, as the hub says it; null where I may. */
export function useWhyNotDraft(): Refusal | null {
  const mayDraft = useMayDraft();
  const asked = useAsk(ReplyDueDate, {}, { enabled: !mayDraft });
  return mayDraft ? null : asked.error;
}
