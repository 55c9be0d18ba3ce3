import { useState, type ReactNode } from 'react';
import { InviteGuest, MeetingDetails, RemoveGuest, RenewGuestLink, type MeetingView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { AnswerTag } from '../meetings/answer-tag.js';
import { may } from '../shell/current.js';
import { wholeTime } from '../time/spoken.js';
import { Button, Section, useAnnounce } from '../ui/index.js';
import { GuestForm } from './guest-form.js';
import { GuestRow } from './guest-row.js';
import { ToldLinks } from './told-links.js';
import { invitedAs, useToldLinks } from './use-told-link.js';

/** Those without an account, who are invited by a link each. */
export function Guests({ meeting, content }: { meeting: MeetingView; content: NonNullable<MeetingView['content']> }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [isAdding, setAdding] = useState(false);
  const { told, tell, forget } = useToldLinks();
  const changed = (view: MeetingView): void => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
  };
  const nameOf = (id: string): string => content.guests.find((one) => one.id === id)?.name ?? '';
  const invite = useAction(InviteGuest, ({ meeting: view }) => {
    setAdding(false);
    changed(view);
  });
  const renew = useAction(RenewGuestLink, ({ meeting: view }) => changed(view));
  const remove = useAction(RemoveGuest, (view) => {
    changed(view);
    announce(t('linkGuest.removed'));
  });
  const meetingId = meeting.id;
  const link = { ...renew, run: async (linkGuestId: string) => tell({ id: linkGuestId, name: nameOf(linkGuestId) }, await renew.run({ meetingId, linkGuestId })) };
  const removed = async (linkGuestId: string): Promise<MeetingView | undefined> => {
    const view = await remove.run({ meetingId, linkGuestId });
    if (view) forget(linkGuestId);
    return view;
  };
  const invited = async (guest: { name: string; organisation: string }): Promise<void> => {
    const answer = await invite.run({ meetingId, ...guest });
    const found = invitedAs(answer?.meeting.content?.guests ?? [], guest);
    if (found) tell(found, answer);
  };
  const adds = meeting.groupLevel === 'GENERAL' && may(meeting, InviteGuest);
  if (content.guests.length === 0 && !adds) return null;
  return (
    <Section title={t('linkGuest.title')}>
      {content.guests.length > 0 && (
        <ul className="plain-list dense">
          {content.guests.map((guest) => (
            <GuestRow key={guest.id} guest={guest} link={link} remove={{ ...remove, run: (linkGuestId) => removed(linkGuestId) }}>
              <AnswerTag answer={guest.answer} />
            </GuestRow>
          ))}
        </ul>
      )}
      <ToldLinks
        told={told}
        link={link}
        path="/gast"
        help={t('linkGuest.send')}
        mail={{ subject: t('linkGuest.mailSubject', { when: wholeTime(meeting.startsAt, meeting.endsAt, language) }), body: (at) => t('linkGuest.mailBody', { when: wholeTime(meeting.startsAt, meeting.endsAt, language), link: at }) }}
      />
      {adds && isAdding && (
        <GuestForm help={t('linkGuest.help')} readers={content.readers} {...invite} onSend={(guest) => void invited(guest)} onClose={() => setAdding(false)} />
      )}
      {adds && !isAdding && (
        <div className="no-print">
          <Button small onClick={() => setAdding(true)}>
            {t('linkGuest.add')}
          </Button>
        </div>
      )}
    </Section>
  );
}
