import type { ReactNode } from 'react';
import { ReplyDueDate } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { Line, Prose, Readers } from '../ui/index.js';
import { textFaults, type Draft } from './draft.js';
import { ReceiverField } from './receiver-field.js';

interface Props {
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  faults: Faults;
}

/** To whom. */
export function ReceiverFields({ draft, change, faults }: Props): ReactNode {
  const { t } = useTexts();
  return <ReceiverField id="request-functionId" label={t('referrals.receiver')} fault={faults.at('functionId')} chosen={draft.receiver} onChoose={(receiver) => change({ receiver })} />;
}

/** The date that so many working days from today are, in words; empty while the number cannot be read. */
export function useDueDate(draft: Draft): string {
  const { language } = useTexts();
  const enabled = textFaults(draft)['replyWithin'] === undefined;
  const date = useAsk(ReplyDueDate, { workingDays: draft.days.trim() }, { enabled, keep: true }).data?.date;
  return enabled && date ? dateInWords(date, language) : '';
}

/** Who will be able to read what is written. */
export function DraftReaders({ draft }: { draft: Draft }): ReactNode {
  const { t } = useTexts();
  return <Readers>{t('referrals.draftReaders', { receiver: draft.receiver?.label ?? '' })}</Readers>;
}

/** What is asked, and by when. */
export function TextFields({ draft, change, faults }: Props): ReactNode {
  const { t } = useTexts();
  const due = useDueDate(draft);
  const help = (
    <>
      {t('referrals.noPeople')}
      <br />
      <DraftReaders draft={draft} />
    </>
  );
  return (
    <>
      <Line id="request-title" label={t('referrals.titleLabel')} help={t('referrals.titleHelp')} fault={faults.at('title')} value={draft.title} onChange={(title) => change({ title })} />
      <Prose id="request-body" max={4000} label={t('referrals.body')} help={help} fault={faults.at('body')} value={draft.body} onChange={(body) => change({ body })} />
      <Line narrow id="request-replyWithin" label={t('referrals.days')} help={t('referrals.daysHelp')} fault={faults.at('replyWithin')} value={draft.days} onChange={(days) => change({ days })} />
      <p className="understood" role="status">
        {due && t('referrals.dueOn', { date: due })}
      </p>
    </>
  );
}

/** All of it, to be looked through before it is sent. */
export function Checked({ draft }: { draft: Draft }): ReactNode {
  const { t } = useTexts();
  const due = useDueDate(draft);
  return (
    <>
      <dl className="facts">
        <dt>{t('referrals.receiver')}</dt>
        <dd>{draft.receiver?.label}</dd>
        <dt>{t('referrals.titleLabel')}</dt>
        <dd>{draft.title}</dd>
        <dt>{t('referrals.body')}</dt>
        <dd className="prose">{draft.body}</dd>
        <dt>{t('referrals.due')}</dt>
        <dd>
          {due} {t('referrals.within', { count: Number(draft.days) })}
        </dd>
      </dl>
      <p>
        <DraftReaders draft={draft} />
      </p>
      <p>{t('referrals.afterSending')}</p>
    </>
  );
}
