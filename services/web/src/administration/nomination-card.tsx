import { useState, type ReactNode } from 'react';
import { ConfirmNomination, DeclineNomination, WithdrawNomination, type NominationView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { ReasonForm } from '../agenda/reason-form.js';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';
import { Button, Notice, Refused, SubHeading, Tag, useAnnounce } from '../ui/index.js';

type Nomination = z.infer<typeof NominationView>;

/** What somebody does with a nomination, and what is said when it is done. */
function useTurn(nomination: Nomination) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const then = (text: 'confirmed' | 'declined' | 'withdrawn') => (): void => {
    isOutdated('nomination', nomination.id);
    if (nomination.group) isOutdated('group', nomination.group.id);
    announce(t(`nomination.${text}`, { name: nomination.person.name }));
  };
  return { confirm: useAction(ConfirmNomination, then('confirmed')), decline: useAction(DeclineNomination, then('declined')), withdraw: useAction(WithdrawNomination, then('withdrawn')) };
}

function Steps({ nomination }: { nomination: Nomination }): ReactNode {
  const { t } = useTexts();
  const [declining, setDeclining] = useState(false);
  const { confirm, decline, withdraw } = useTurn(nomination);
  const { id: nominationId, version, person } = nomination;
  const of = (step: string): string => `${step}: ${person.name}`;
  if (declining)
    return (
      <ReasonForm
        prefix={`decline-${nominationId}`}
        label={t('nomination.reason')}
        help={t(nomination.group?.owner.organisation.id === person.organisation.id ? 'reviews.reasonReaders' : 'nomination.reasonReaders')}
        send={t('nomination.decline')}
        act={decline}
        onSend={(reason) => void decline.run({ nominationId, reason }, version)}
        onClose={() => setDeclining(false)}
      />
    );
  return (
    <>
      <Refused refusal={confirm.refusal ?? withdraw.refusal} />
      <div className="row">
        {may(nomination, ConfirmNomination) && (
          <Button small weight="main" busy={confirm.pending} aria-label={of(t('nomination.confirm'))} onClick={() => void confirm.run({ nominationId }, version)}>
            {t('nomination.confirm')}
          </Button>
        )}
        {may(nomination, DeclineNomination) && (
          <Button small aria-label={of(t('nomination.decline'))} onClick={() => setDeclining(true)}>
            {t('nomination.decline')}
          </Button>
        )}
        {may(nomination, WithdrawNomination) && (
          <Button small busy={withdraw.pending} aria-label={of(t('nomination.withdraw'))} onClick={() => void withdraw.run({ nominationId }, version)}>
            {t('nomination.withdraw')}
          </Button>
        )}
      </div>
    </>
  );
}

/** Who is to sit where, whose key was turned and whose is missing, and what this administrator can do. `inGroup` where the group is known from the page. */
export function NominationCard({ nomination, inGroup = false }: { nomination: Nomination; inGroup?: boolean }): ReactNode {
  const { t, language } = useTexts();
  const { person, group, agreement, validTo, begunBy, role, seat, expiresAt, proposedBy, nobodyElse } = nomination;
  const owner = group?.owner.organisation.name;
  const isWithin = group?.owner.organisation.id === person.organisation.id;
  return (
    <li className="stack">
      <SubHeading>{inGroup ? person.name : t('nomination.into', { name: person.name, group: group?.name })}</SubHeading>
      <div className="row">
        <span>{[person.title, person.organisation.name, ...(seat ? [seat] : [])].join(', ')}</span>
        {role !== 'member' && <Tag>{t(`role.${role}`)}</Tag>}
        {group && !inGroup && <Tag>{t(`level.${group.level}.name`)}</Tag>}
      </div>
      {!inGroup && group && <p>{group.purpose}</p>}
      {isWithin ? (
        <>
          <p>{t('nomination.by.within', { name: proposedBy })}</p>
          <p>{t('nomination.change', { role: t(`role.${role}`) })}</p>
        </>
      ) : (
        <p>{t(`nomination.by.${begunBy}`, { home: person.organisation.name, owner })}</p>
      )}
      {nobodyElse && <Notice gravity="warning" title={t('nomination.nobodyElse')} headingLevel="h3" />}
      {agreement && validTo && <p>{t('nomination.rests', { agreement: agreement.name, date: dateInWords(lastDayOf(validTo), language) })}</p>}
      <p className="muted">{t('nomination.expires', { date: dateInWords(wallClockAt(new Date(expiresAt)).date, language) })}</p>
      <Steps nomination={nomination} />
    </li>
  );
}
