import { useState, type ComponentProps, type ReactNode } from 'react';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Section, useAnnounce } from '../ui/index.js';
import { GuestForm } from './guest-form.js';
import { GuestRow } from './guest-row.js';
import { ToldLinks } from './told-links.js';
import { invitedAs, useToldLinks } from './use-told-link.js';

type Guest = ComponentProps<typeof GuestRow>['guest'];

/** Something done with guests; `run` gives nothing where it was refused. */
export interface Act<I, O> {
  readonly run: (input: I) => Promise<O | undefined>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
}

/** What can be done with the guests of a matter, whichever it is: invite one, change a link, take it back. */
export interface GuestActs<G> {
  readonly invite: Act<{ name: string; organisation: string }, { secret: string | null; guests: readonly G[] }>;
  readonly renew: Act<string, { secret: string | null }>;
  readonly remove: Act<string, unknown>;
}

/** How the page speaks of the links: where they lead, what is said of them, and the mail that can be begun with one. */
type Words = Omit<ComponentProps<typeof ToldLinks>, 'told' | 'link'> & { readonly helpNew: string; readonly readers: readonly string[] };

/** Those without an account who are asked by a link each, with what each has answered (`children`). */
export function LinkGuests<G extends Guest>({ guests, adds, acts, words, children }: { guests: readonly G[]; adds: boolean; acts: GuestActs<G>; words: Words; children: (guest: G) => ReactNode }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [isAdding, setAdding] = useState(false);
  const { told, tell, forget } = useToldLinks();
  const { invite, renew, remove } = acts;
  const { helpNew, readers, ...shown } = words;
  const link = { ...renew, run: async (id: string) => tell({ id, name: guests.find((one) => one.id === id)?.name ?? '' }, await renew.run(id)) };
  const removed = async (id: string): Promise<unknown> => {
    const answer = await remove.run(id);
    if (answer === undefined) return undefined;
    forget(id);
    announce(t('linkGuest.removed'));
    return answer;
  };
  const invited = async (guest: { name: string; organisation: string }): Promise<void> => {
    const answer = await invite.run(guest);
    if (!answer) return;
    setAdding(false);
    const found = invitedAs(answer.guests, guest);
    if (found) tell(found, answer);
  };
  if (guests.length === 0 && !adds) return null;
  return (
    <Section title={t('linkGuest.title')}>
      {guests.length > 0 && (
        <ul className="plain-list dense">
          {guests.map((guest) => (
            <GuestRow key={guest.id} guest={guest} link={link} remove={{ ...remove, run: removed }}>
              {children(guest)}
            </GuestRow>
          ))}
        </ul>
      )}
      <ToldLinks told={told} link={link} {...shown} />
      {adds && isAdding && <GuestForm help={helpNew} readers={readers} pending={invite.pending} refusal={invite.refusal} onSend={(guest) => void invited(guest)} onClose={() => setAdding(false)} />}
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
