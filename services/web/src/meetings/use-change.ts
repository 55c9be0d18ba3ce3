import { useEffect, useRef, useState } from 'react';
import { MeetingDetails, type MeetingView, type Operation, type Output, type RawInput } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { isOutdated, remember } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

/** An operation on a meeting that takes the version seen and gives the meeting back. */
type Changing = Operation & { readonly output: typeof MeetingDetails.output };

/** A change of a meeting that is being made. */
export interface Change<Op> {
  readonly send: (input: RawInput<Op>) => Promise<void>;
  readonly pending: boolean;
  /** Why it was refused, or why what others have made of it could not be read; a conflict is in `conflict` instead. */
  readonly refusal: Refusal | null;
  /** The meeting as somebody else has made it meanwhile. Sending again saves over that. */
  readonly conflict: MeetingView | null;
}

/**
 * Changes a meeting from the version that was on the screen when the change was begun, whatever live updates come meanwhile.
 * `touched` names what the change is about: when only other things have changed (somebody replied), it is sent again by itself.
 */
export function useChange<Op extends Changing>(
  op: Op,
  meeting: MeetingView,
  touched: (view: MeetingView) => unknown,
  done: (view: MeetingView) => void,
): Change<Op> {
  const { t } = useTexts();
  const announce = useAnnounce();
  const seen = useRef({ version: meeting.version, touched: JSON.stringify(touched(meeting)) });
  const last = useRef<RawInput<Op> | null>(null);
  const [conflict, setConflict] = useState<MeetingView | null>(null);
  const [unread, setUnread] = useState<Refusal | null>(null);
  const action = useAction(op, (answer: Output<Op>) => {
    const view = answer as MeetingView;
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    announce(t('meeting.saved'));
    done(view);
  });
  const send = async (input: RawInput<Op>): Promise<void> => {
    last.current = input;
    setUnread(null);
    await action.run(input, seen.current.version);
  };
  const meet = async (): Promise<void> => {
    const now = await ask(MeetingDetails, { meetingId: meeting.id });
    const isOthers = JSON.stringify(touched(now)) === seen.current.touched;
    seen.current = { version: now.version, touched: JSON.stringify(touched(now)) };
    remember(MeetingDetails, { meetingId: now.id }, now);
    if (isOthers && last.current !== null) await action.run(last.current, now.version);
    else setConflict(now);
  };
  useEffect(() => {
    if (action.refusal !== null && asRefusal(action.refusal).slug === 'stale') meet().catch((error: unknown) => setUnread(asRefusal(error)));
  }, [action.refusal]);
  return { send, pending: action.pending, refusal: action.refusal?.slug === 'stale' ? unread : action.refusal, conflict };
}
