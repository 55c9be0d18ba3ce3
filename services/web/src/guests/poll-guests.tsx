import type { ReactNode } from 'react';
import { InvitePollGuest, PollDetails, RemovePollGuest, RenewPollGuestLink, type PollView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { LinkGuests, type GuestActs } from './link-guests.js';

type Guest = PollView['guests'][number];

/** What a guest has answered, as far as it may be seen. */
function Said({ guest, poll }: { guest: Guest; poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  if (guest.votes === null) return null;
  const said = poll.options.flatMap(({ option, startsAt }) => {
    const vote = guest.votes?.find((one) => one.option === option)?.vote;
    return vote ? [`${momentInWords(startsAt, language)}: ${t(`polls.vote.${vote}`).toLowerCase()}`] : [];
  });
  return <span className="muted">{said.length > 0 ? said.join('; ') : t('answer.missing')}</span>;
}

function useGuestActs(pollId: string): GuestActs<Guest> {
  const changed = (view: PollView): void => {
    remember(PollDetails, { pollId: view.id }, view);
    isOutdated('poll', view.id);
  };
  const invite = useAction(InvitePollGuest, ({ poll }) => changed(poll));
  const renew = useAction(RenewPollGuestLink, ({ poll }) => changed(poll));
  const remove = useAction(RemovePollGuest, changed);
  return {
    invite: { ...invite, run: async (guest) => { const answer = await invite.run({ pollId, ...guest }); return answer && { secret: answer.secret, guests: answer.poll.guests }; } },
    renew: { ...renew, run: (linkGuestId) => renew.run({ pollId, linkGuestId }) },
    remove: { ...remove, run: (linkGuestId) => remove.run({ pollId, linkGuestId }) },
  };
}

/** Those without an account, who are asked in a poll by a link each. */
export function PollGuests({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  const acts = useGuestActs(poll.id);
  const when = momentInWords(poll.closesAt, language);
  const mail = { subject: t('linkGuest.pollSubject'), body: (link: string) => t('linkGuest.pollBody', { when, link }) };
  return (
    <LinkGuests guests={poll.guests} adds={poll.may.includes('invite-guest')} acts={acts} words={{ path: '/gast/omrostning', help: t('linkGuest.sendPoll'), helpNew: t('linkGuest.helpPoll'), readers: poll.readers, mail }}>
      {(guest) => <Said guest={guest} poll={poll} />}
    </LinkGuests>
  );
}
