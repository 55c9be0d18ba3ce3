import { useState, type ReactNode } from 'react';
import { InviteGuest, MeetingDetails, type MeetingView, type Output } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { wholeTime } from '../time/spoken.js';
import { Button, Section, useAnnounce } from '../ui/index.js';
import { GuestForm } from './guest-form.js';
import { GuestLink } from './guest-link.js';
import { GuestRow } from './guest-row.js';

/** Those without an account, who are invited by a link each. */
export function Guests({ meeting, content }: { meeting: MeetingView; content: NonNullable<MeetingView['content']> }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [isAdding, setAdding] = useState(false);
  const [told, setTold] = useState<{ name: string; secret: string } | null>(null);
  const changed = (view: MeetingView, said: string): void => {
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    announce(said);
  };
  const show = (name: string, { secret, meeting: view }: Output<typeof InviteGuest>): void => {
    setAdding(false);
    setTold(secret === null ? null : { name, secret });
    changed(view, t(secret === null ? 'linkGuest.toldBefore' : 'linkGuest.made', { name }));
  };
  const removed = (view: MeetingView): void => {
    setTold(null);
    changed(view, t('linkGuest.removed'));
  };
  const adds = meeting.groupLevel === 'GENERAL' && may(meeting, InviteGuest);
  if (content.guests.length === 0 && !adds) return null;
  return (
    <Section title={t('linkGuest.title')}>
      {content.guests.length > 0 && (
        <ul className="plain-list dense">
          {content.guests.map((guest) => (
            <GuestRow key={guest.id} guest={guest} meetingId={meeting.id} onTold={(again) => show(guest.name, again)} onRemoved={removed} />
          ))}
        </ul>
      )}
      {told && <GuestLink name={told.name} secret={told.secret} when={wholeTime(meeting.startsAt, meeting.endsAt, language)} />}
      {adds && isAdding && <GuestForm meeting={meeting} onInvited={show} onClose={() => setAdding(false)} />}
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
