import type { ReactNode } from 'react';
import type { Refusal } from '../api/refusal.js';
import type { Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, DateField, ErrorList, Line, Readers, Refused, Section, Select, SubHeading } from '../ui/index.js';
import type { Choice } from './review-choice.js';
import { lesserRoles, nameOf, type Role } from './review-words.js';

interface OneProps {
  choice: Choice;
  faults: Faults;
  refusal: Refusal | null;
  onChange: (choice: Choice) => void;
  onUndo: () => void;
}

/** What is asked of one choice: why, and for a change to what. */
function Chosen({ choice, faults, refusal, onChange, onUndo }: OneProps): ReactNode {
  const { t } = useTexts();
  const { seat, decision, reason, role, end } = choice;
  const field = (name: 'reason' | 'role' | 'end') => ({ id: `choice-${seat.id}-${name}`, fault: faults.at(`${seat.id}-${name}`) });
  const name = nameOf(seat, t);
  return (
    <li className="stack">
      <SubHeading>
        {t(`reviews.decision.${decision}`)}: {name}
      </SubHeading>
      <Refused refusal={refusal} />
      {decision === 'change' && (
        <div className="row-fields">
          <Select
            {...field('role')}
            label={t('reviews.newRole')}
            help={t('reviews.newEndHelp')}
            value={role}
            onChange={(chosen) => onChange({ ...choice, role: chosen as Role })}
            options={lesserRoles(seat.role).map((each) => ({ value: each, label: each === seat.role ? t('reviews.sameRole') : t(`role.${each}`) }))}
          />
          <DateField {...field('end')} label={t('reviews.newEnd')} help={t('call.dateHelp')} value={end} onChange={(typed) => onChange({ ...choice, end: typed })} />
        </div>
      )}
      {decision !== 'keep' && (
        <Line {...field('reason')} label={t('reviews.reason')} help={<Readers>{t('reviews.reasonReaders')}</Readers>} value={reason} onChange={(typed) => onChange({ ...choice, reason: typed })} />
      )}
      <div>
        <Button small weight="quiet" aria-label={`${t('reviews.undo')}: ${name}`} onClick={onUndo}>
          {t('reviews.undo')}
        </Button>
      </div>
    </li>
  );
}

interface Props {
  choices: readonly Choice[];
  faults: Faults;
  refusals: Readonly<Record<string, Refusal>>;
  pending: boolean;
  onChange: (choice: Choice) => void;
  onUndo: (seatId: string) => void;
  onConfirm: () => void;
}

/** All that is chosen and not yet confirmed; nothing where nothing is. What is kept is counted, unless it was refused. */
export function ReviewChoices({ choices, faults, refusals, pending, onChange, onUndo, onConfirm }: Props): ReactNode {
  const { t } = useTexts();
  if (choices.length === 0) return null;
  const kept = choices.filter(({ seat, decision }) => decision === 'keep' && !refusals[seat.id]).length;
  const shown = choices.filter(({ seat, decision }) => decision !== 'keep' || refusals[seat.id]);
  return (
    <Section title={t('reviews.chosen')} className="no-print">
      <p className="muted">{t('reviews.chosenHelp')}</p>
      <ErrorList faults={faults.list} round={faults.round} />
      {kept > 0 && <p>{t('reviews.kept', { count: kept })}</p>}
      <ul className="plain-list">
        {shown.map((choice) => (
          <Chosen key={choice.seat.id} choice={choice} faults={faults} refusal={refusals[choice.seat.id] ?? null} onChange={onChange} onUndo={() => onUndo(choice.seat.id)} />
        ))}
      </ul>
      <div className="row">
        <Button weight="main" busy={pending} onClick={onConfirm}>
          {t('reviews.confirm', { count: choices.length })}
        </Button>
      </div>
    </Section>
  );
}
