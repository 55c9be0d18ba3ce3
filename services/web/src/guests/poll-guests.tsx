import { useState, type ReactNode } from 'react';
import { InvitePollGuest, PollDetails, RemovePollGuest, RenewPollGuestLink, type PollView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Section, useAnnounce } from '../ui/index.js';
import { GuestForm } from './guest-form.js';
import { GuestRow } from './guest-row.js';
import { ToldLinks } from './told-links.js';
import { invitedAs, useToldLinks } from './use-told-link.js';

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

/** Those without an account, who are asked by a link each. */
export function PollGuests({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const [isAdding, setAdding] = useState(false);
  const { told, tell, forget } = useToldLinks();
  const changed = (view: PollView): void => {
    remember(PollDetails, { pollId: view.id }, view);
    isOutdated('poll', view.id);
  };
  const invite = useAction(InvitePollGuest, ({ poll: view }) => {
    setAdding(false);
    changed(view);
  });
  const renew = useAction(RenewPollGuestLink, ({ poll: view }) => changed(view));
  const remove = useAction(RemovePollGuest, (view) => {
    changed(view);
    announce(t('linkGuest.removed'));
  });
  const pollId = poll.id;
  const nameOf = (id: string): string => poll.guests.find((one) => one.id === id)?.name ?? '';
  const link = { ...renew, run: async (linkGuestId: string) => tell({ id: linkGuestId, name: nameOf(linkGuestId) }, await renew.run({ pollId, linkGuestId })) };
  const removed = async (linkGuestId: string): Promise<PollView | undefined> => {
    const view = await remove.run({ pollId, linkGuestId });
    if (view) forget(linkGuestId);
    return view;
  };
  const invited = async (guest: { name: string; organisation: string }): Promise<void> => {
    const answer = await invite.run({ pollId, ...guest });
    const found = invitedAs(answer?.poll.guests ?? [], guest);
    if (found) tell(found, answer);
  };
  const adds = poll.may.includes('invite-guest');
  const when = momentInWords(poll.closesAt, language);
  if (poll.guests.length === 0 && !adds) return null;
  return (
    <Section title={t('linkGuest.title')}>
      {poll.guests.length > 0 && (
        <ul className="plain-list dense">
          {poll.guests.map((guest) => (
            <GuestRow key={guest.id} guest={guest} link={link} remove={{ ...remove, run: (linkGuestId) => removed(linkGuestId) }}>
              <Said guest={guest} poll={poll} />
            </GuestRow>
          ))}
        </ul>
      )}
      <ToldLinks told={told} link={link} path="/gast/omrostning" help={t('linkGuest.sendPoll')} mail={{ subject: t('linkGuest.pollSubject'), body: (at) => t('linkGuest.pollBody', { when, link: at }) }} />
      {adds && isAdding && (
        <GuestForm help={t('linkGuest.helpPoll')} readers={poll.readers} {...invite} onSend={(guest) => void invited(guest)} onClose={() => setAdding(false)} />
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
