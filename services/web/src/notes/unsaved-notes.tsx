import { useState, type ReactNode } from 'react';
import { AgendaDetails, OwnNotes } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useMe } from '../shell/current.js';
import { meetingsKept, referralsKept } from './kept-notes.js';
import { useLostNotes, useLostOwnNotes } from './use-lost-notes.js';

function OfMeeting({ meetingId }: { meetingId: string }): null {
  useLostNotes(meetingId, useAsk(AgendaDetails, { meetingId }));
  return null;
}

function OfReferral({ referralId }: { referralId: string }): null {
  useLostOwnNotes(referralId, useAsk(OwnNotes, { referralId }));
  return null;
}

/** Asks, when the client starts, whether I still read what I have typed in and not saved; what I do not is forgotten, whichever page is open. */
export function UnsavedNotes(): ReactNode {
  const me = useMe().person.id;
  const [meetings] = useState(() => meetingsKept(me));
  const [referrals] = useState(() => referralsKept(me));
  return (
    <>
      {meetings.map((meetingId) => (
        <OfMeeting key={meetingId} meetingId={meetingId} />
      ))}
      {referrals.map((referralId) => (
        <OfReferral key={referralId} referralId={referralId} />
      ))}
    </>
  );
}
