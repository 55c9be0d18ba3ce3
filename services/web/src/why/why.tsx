import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { WhyISeeGroup, type AnyOperation, type WhyReason, type Why as Reasons } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { dateInWords, type Language } from '../time/spoken.js';
import { lastDayOf, wallClockAt } from '../time/stockholm.js';
import { Disclosure, Loaded } from '../ui/index.js';

const throughWhat = ({ through, name, role }: WhyReason, t: Translate): string => t(`why.through.${through}`, { name, role: role ? t(`role.${role}`).toLowerCase() : '' });

const period = ({ since, until }: WhyReason, t: Translate, language: Language): string =>
  [...(since ? [t('access.since', { date: dateInWords(wallClockAt(since).date, language) })] : []), until ? t('group.until', { date: dateInWords(lastDayOf(until), language) }) : t('access.noEnd')].join(' · ');

/** What a seat is for, and on which agreement. */
function RestsOn({ seat: { purpose, agreement } }: { seat: WhyReason }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      {purpose && <div>{t('why.purpose', { purpose })}</div>}
      {agreement && <div>{t('why.rests', { agreement: agreement.name })}</div>}
    </>
  );
}

/** What the reader's own seat in a group is for and rests on: the group tells it. */
function SeatOf({ groupId }: { groupId: string }): ReactNode {
  const seat = useAsk(WhyISeeGroup, { groupId }).data?.reasons.find(({ through }) => through === 'group');
  return seat ? <RestsOn seat={seat} /> : null;
}

function Reason({ reason, isOfGroup }: { reason: WhyReason; isOfGroup: boolean }): ReactNode {
  const { t, language } = useTexts();
  return (
    <li>
      <div>
        {throughWhat(reason, t)} {reason.addressedTo && t('why.addressed', { authority: reason.addressedTo })} {t(`why.level.${reason.level}`)}
      </div>
      <RestsOn seat={reason} />
      {reason.through === 'group' && !isOfGroup && <SeatOf groupId={reason.id} />}
      <div className="muted">{period(reason, t, language)}</div>
    </li>
  );
}

function Answer({ op, input }: { op: AnyOperation; input: object }): ReactNode {
  const { t } = useTexts();
  const asked: UseQueryResult<Reasons, Refusal> = useAsk(op, input);
  return (
    <Loaded of={asked}>
      {({ reasons }) => (
        <>
          <ul className="plain-list dense">
            {reasons.map((reason) => (
              <Reason key={`${reason.through} ${reason.id}`} reason={reason} isOfGroup={op.name === WhyISeeGroup.name} />
            ))}
          </ul>
          <p className="muted">{t('why.onlyYours')}</p>
        </>
      )}
    </Loaded>
  );
}

/** Why do I see this? A button that opens the answer; `thing` names what it is about, where there are several on a page. */
export function Why({ op, input, thing }: { op: AnyOperation; input: object; thing?: string }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="no-print">
      <Disclosure weight="quiet" text={t('why.title')} {...(thing ? { label: t('why.of', { thing }) } : {})}>
        {() => <Answer op={op} input={input} />}
      </Disclosure>
    </div>
  );
}
