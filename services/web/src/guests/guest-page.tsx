import { useEffect, useState, type ReactNode } from 'react';
import { Answer, AnswerAsGuest, GuestInvitation, type Output } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Welcome } from '../shell/welcome.js';
import { wholeTime } from '../time/spoken.js';
import { Loading, Notice, Page, Refused, Section, useAnnounce } from '../ui/index.js';

type Invitation = Output<typeof GuestInvitation>;

function Answering({ secret, invitation, onAnswered, again }: { secret: string; invitation: Invitation; onAnswered: (view: Invitation) => void; again: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const choose = async (answer: 'yes' | 'maybe' | 'no'): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    try {
      onAnswered(await ask(AnswerAsGuest, { startsAt: invitation.startsAt, answer }, { secret }));
      announce(t('answer.saved', { answer: t(`answer.${answer}`).toLowerCase() }));
    } catch (error) {
      setRefusal(asRefusal(error));
      if (asRefusal(error).slug === 'stale') again();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('meeting.yours')}>
      <p className="muted">{t('answer.change')}</p>
      <fieldset className="answers">
        <legend className="hidden">{t('answer.self')}</legend>
        {Answer.options.map((answer) => (
          <button key={answer} type="button" className="answer" aria-pressed={invitation.answer === answer} aria-disabled={isBusy} onClick={() => void choose(answer)}>
            {t(`answer.${answer}`)}
          </button>
        ))}
      </fieldset>
      {refusal?.slug === 'stale' ? <Notice gravity="warning" title={t('answer.timeChanged')} /> : <Refused refusal={refusal} />}
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
  const [secret] = useState(() => window.location.hash.slice(1));
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const read = (): void => {
    setRefusal(null);
    ask(GuestInvitation, {}, { secret }).then(setInvitation, (error: unknown) => setRefusal(asRefusal(error)));
  };
  useEffect(read, [secret]);
  if (refusal?.status === 404)
    return (
      <Welcome>
        <Page title={t('guestPage.goneTitle')} lead={t('guestPage.gone')}>
          <p>{t('guestPage.askAgain')}</p>
        </Page>
      </Welcome>
    );
  return (
    <Welcome>
      <Page title={t('guestPage.title')} lead={t('guestPage.lead')}>
        {!invitation && !refusal && <Loading />}
        {!invitation && <Refused refusal={refusal} again={read} />}
        {invitation && <Shown invitation={invitation} />}
        {invitation?.mayAnswer && <Answering secret={secret} invitation={invitation} onAnswered={setInvitation} again={read} />}
        <p className="muted">{t('guestPage.personal')}</p>
      </Page>
    </Welcome>
  );
}
