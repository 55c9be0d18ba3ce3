import { ReplyDueDate } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useAsk } from '../api/use-ask.js';

/** Whether I may write requests: the hub tells by answering what only those who may can ask. `refusal` says why not. */
export function useMayDraft(): { mayDraft: boolean; refusal: Refusal | null } {
  const asked = useAsk(ReplyDueDate, {});
  return { mayDraft: asked.data !== undefined, refusal: asked.error?.status === 403 ? asked.error : null };
}
