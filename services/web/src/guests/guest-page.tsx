import type { ReactNode } from 'react';
import { Answer, AnswerAsGuest, GuestInvitation, type Output } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { wholeTime } from '../time/spoken.js';
import { Notice, Refused, Section, useAnnounce } from '../ui/index.js';
import { ByLinkPage } from './by-link-page.js';
import { useByLink, type ByLink } from './use-by-link.js';

type Invitation = Output<typeof GuestInvitation>;
type Link = ByLink<Invitation, { startsAt: string; endsAt: string; answer: 'yes' | 'maybe' | 'no' }>;

function Answering({ invitation, of: { answer, isBusy, notTaken } }: { invitation: Invitation; of: Link }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const choose = async (chosen: 'yes' | 'maybe' | 'no'): Promise<void> => {
    if (await answer({ startsAt: invitation.startsAt, endsAt: invitation.endsAt, answer: chosen })) announce(t('answer.saved', { answer: t(`answer.${chosen}`).toLowerCase() }));
  };
  return (
    <Section title={t('meeting.yours')}>
      <p className="muted">{t('answer.change')}</p>
      <fieldset className="answers">
        <legend className="hidden">{t('answer.self')}</legend>
        {Answer.options.map((one) => (
          <button key={one} type="button" className="answer" aria-pressed={invitation.answer === one} aria-disabled={isBusy} onClick={() => void choose(one)}>
            {t(`answer.${one}`)}
          </button>
        ))}
      </fieldset>
      {notTaken?.slug === 'stale' ? <Notice gravity="warning" title={t('answer.timeChanged')} /> : <Refused refusal={notTaken} />}
    </Section>
  );
}

function Shown({ invitation }: { invitation: Invitation }): ReactNode {
  const { t, language } = useTexts();
  const place = invitation.place || (invitation.online ? t('guestPage.online') : t('guestPage.noPlace'));
  return (
    <>
      {invitation.status === 'cancelled' && <Notice gravity="warning" title={t('meeting.cancelledTitle')} />}
      {invitation.status === 'held' && <p>{t('meeting.held')}</p>}
      <Section title={t('guestPage.what')}>
        <dl className="facts">
          <dt>{t('meeting.when')}</dt>
          <dd>{wholeTime(invitation.startsAt, invitation.endsAt, language)}</dd>
          <dt>{t('meeting.where')}</dt>
          <dd>{place}</dd>
        </dl>
      </Section>
    </>
  );
}

/** What a guest's link leads to: when and where, and an answer. Whose link it is, and of which meeting, is not shown. */
export function GuestPage(): ReactNode {
  const { t } = useTexts();
  const link = useByLink(GuestInvitation, AnswerAsGuest);
  return (
    <ByLinkPage title={t('guestPage.title')} lead={t('guestPage.lead')} of={link}>
      {(invitation) => (
        <>
          <Shown invitation={invitation} />
          {invitation.mayAnswer && <Answering invitation={invitation} of={link} />}
        </>
      )}
    </ByLinkPage>
  );
}
