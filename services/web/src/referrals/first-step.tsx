import { useState, type ReactNode } from 'react';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Choice, ErrorList, Notice, TextLink } from '../ui/index.js';
import { Concern } from './concern.js';
import { StepHead } from './step-head.js';

/** Two questions before anything can be typed: a worry about a child belongs to the social welfare board, and a request is never about an individual. The answers are not stored. */
export function FirstStep({ onCleared }: { onCleared: () => void }): ReactNode {
  const { t } = useTexts();
  const [child, setChild] = useState('');
  const [individual, setIndividual] = useState('');
  const labels = { child: t('referrals.askChild'), individual: t('referrals.askIndividual') };
  const faults = useFaults(labels, { prefix: 'first', refusal: null });
  const options = [{ value: 'yes', label: t('answer.yes') }, { value: 'no', label: t('answer.no') }];
  const unanswered = { child: child === '', individual: individual === '' };
  const list = faults.list.filter(({ field }) => unanswered[field.replace('first-', '') as keyof typeof unanswered]);
  const isStopped = child === 'yes' || individual === 'yes';
  const tried = (): void => {
    const missing = 'field.question.missing';
    if (!faults.stop({ ...(child ? {} : { child: missing }), ...(individual ? {} : { individual: missing }) })) onCleared();
  };
  return (
    <StepHead step={1}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          tried();
        }}
      >
        <ErrorList faults={isStopped ? [] : list} round={faults.round} />
        <Choice id="first-child" label={labels.child} fault={unanswered.child ? faults.at('child') : undefined} value={child} onChange={setChild} options={options} />
        {child === 'yes' && <Concern />}
        {child !== 'yes' && (
          <Choice
            id="first-individual"
            label={labels.individual}
            help={t('referrals.askIndividualHelp')}
            fault={unanswered.individual ? faults.at('individual') : undefined}
            value={individual}
            onChange={setIndividual}
            options={options}
          />
        )}
        {child !== 'yes' && individual === 'yes' && (
          <Notice gravity="warning" title={t('referrals.individualTitle')}>
            <p>{t('referrals.individualText')}</p>
            <p>{t('referrals.individualInstead')}</p>
          </Notice>
        )}
        {isStopped ? (
          <p>
            <TextLink to="/forfragningar">{t('referrals.backToList')}</TextLink>
          </p>
        ) : (
          <div>
            <Button type="submit" weight="main">
              {t('referrals.next')}
            </Button>
          </div>
        )}
      </form>
    </StepHead>
  );
}
