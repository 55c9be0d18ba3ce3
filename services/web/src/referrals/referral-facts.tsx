import type { ReactNode } from 'react';
import type { ReferralView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { Readers, Section, TextLink } from '../ui/index.js';
import { partyWords } from './words.js';

/** What is asked, by whom, of whom and until when, and who can read it. */
export function ReferralFacts({ referral }: { referral: ReferralView }): ReactNode {
  const { t, language } = useTexts();
  return (
    <Section title={t('referrals.about')}>
      <dl className="facts">
        <dt>{t('referrals.sender')}</dt>
        <dd>{partyWords(referral.sender)}</dd>
        <dt>{t('referrals.receiver')}</dt>
        <dd>{partyWords(referral.receiver)}</dd>
        <dt>{t('referrals.due')}</dt>
        <dd>
          {referral.replyDue ? dateInWords(referral.replyDue, language) : ''} {t('referrals.within', { count: referral.replyWithin })}
        </dd>
        {referral.agendaItemId && (
          <>
            <dt>{t('referrals.comesFrom')}</dt>
            <dd>
              {referral.agendaMeetingId === null ? (
                t('referrals.anAgendaItem')
              ) : (
                <TextLink to="/moten/$meetingId" params={{ meetingId: referral.agendaMeetingId }} search={{ visa: 'dagordning' }}>
                  {t('referrals.anAgendaItem')}
                </TextLink>
              )}
            </dd>
          </>
        )}
      </dl>
      {referral.body === null ? <p>{t('referrals.noBody')}</p> : <p className="prose">{referral.body}</p>}
      <Readers>{t('meeting.readers', { readers: referral.readers.join(', ') })}</Readers>
    </Section>
  );
}
