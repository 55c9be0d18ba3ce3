import type { ReactNode } from 'react';
import { InviteGuest, MeetingDetails, RemoveGuest, RenewGuestLink, type MeetingView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerTag } from '../meetings/answer-tag.js';
import { may } from '../shell/current.js';
import { wholeTime } from '../time/spoken.js';
import { LinkGuests, type GuestActs } from './link-guests.js';

type Content = NonNullable<MeetingView['content']>;

function useGuestActs(meetingId: string): GuestActs<Content['guests'][number]> {
  const changed = (view: MeetingView): void => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
  };
  const invite = useAction(InviteGuest, ({ meeting }) => changed(meeting));
  const renew = useAction(RenewGuestLink, ({ meeting }) => changed(meeting));
  const remove = useAction(RemoveGuest, changed);
  return {
    invite: { ...invite, run: async (guest) => { const answer = await invite.run({ meetingId, ...guest }); return answer && { secret: answer.secret, guests: answer.meeting.content?.guests ?? [] }; } },
    renew: { ...renew, run: (linkGuestId) => renew.run({ meetingId, linkGuestId }) },
    remove: { ...remove, run: (linkGuestId) => remove.run({ meetingId, linkGuestId }) },
  };
}

/** Those without an account, who are invited to a meeting by a link each. */
export function Guests({ meeting, content }: { meeting: MeetingView; content: Content }): ReactNode {
  const { t, language } = useTexts();
  const acts = useGuestActs(meeting.id);
  const when = wholeTime(meeting.startsAt, meeting.endsAt, language);
  const mail = { subject: t('linkGuest.mailSubject', { when }), body: (link: string) => t('linkGuest.mailBody', { when, link }) };
  return (
    <LinkGuests guests={content.guests} adds={meeting.groupLevel === 'GENERAL' && may(meeting, InviteGuest)} acts={acts} words={{ path: '/gast', help: t('linkGuest.send'), helpNew: t('linkGuest.help'), readers: content.readers, mail }}>
      {(guest) => <AnswerTag answer={guest.answer} />}
    </LinkGuests>
  );
}
