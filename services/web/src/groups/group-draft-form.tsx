import { useState, type ReactNode } from 'react';
import { Agreements, GroupLevel, GroupType, Units } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Button, Choice, ErrorList, Line, Prose, Readers, Refused, Select } from '../ui/index.js';
import { draftFaults, withChange, type Draft } from './group-draft.js';

const fields = ['name', 'type', 'level', 'requiredAssuranceLevel', 'purpose', 'authorityId', 'agreementId', 'agreedPurpose'] as const;
const longest = 2000;
const levels = ['2', '3', '4'];

/** The authorities of the own organisation. */
function useAuthorities(): { value: string; label: string }[] {
  const units = useAsk(Units, {}).data?.items ?? [];
  return [...new Map(units.map(({ authority }) => [authority.id, { value: authority.id, label: authority.name }])).values()];
}

/** The agreements that are in force here, and what each is for. */
const useAgreed = (): { id: string; name: string; purposes: string[] }[] => {
  const { id } = useMe().person.organisation;
  return (useAsk(Agreements, {}).data?.items ?? []).filter(({ state, parties }) => state === 'in-force' && parties.some(({ organisation, accepted }) => accepted && organisation.id === id));
};

interface Props {
  readonly before: Draft;
  readonly act: { readonly pending: boolean; readonly refusal: Refusal | null };
  readonly onSend: (draft: Draft) => void;
}

/** Everything that is said of a group before it is established. */
export function GroupDraftForm({ before, act, onSend }: Props): ReactNode {
  const { t } = useTexts();
  const [authorities, agreed] = [useAuthorities(), useAgreed()];
  const [draft, setDraft] = useState<Draft>(before);
  const labels = Object.fromEntries(fields.map((name) => [name, t(`groupDraft.${name}`)])) as Record<(typeof fields)[number], string>;
  const faults = useFaults(labels, { prefix: 'group', refusal: act.refusal });
  const field = (name: (typeof fields)[number]) => ({ id: `group-${name}`, label: labels[name], fault: faults.at(name), value: draft[name], onChange: (value: string) => setDraft(withChange(draft, { [name]: value })) });
  const none = { value: '', label: t('groupDraft.noneYet') };
  const purposes = agreed.find(({ id }) => id === draft.agreementId)?.purposes ?? [];
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(draftFaults(draft))) onSend(draft);
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} help={<Readers>{t('groupDraft.readers')}</Readers>} />
      <Select {...field('type')} options={GroupType.options.map((value) => ({ value, label: t(`groups.type.${value}`) }))} />
      <Choice {...field('level')} help={t('groupDraft.levelHelp')} options={GroupLevel.options.map((value) => ({ value, label: t(`level.${value}.name`) }))} />
      <Select {...field('requiredAssuranceLevel')} options={levels.map((level) => ({ value: level, label: t('groupDraft.assurance', { level }) }))} />
      <Prose {...field('purpose')} max={longest} />
      <Select {...field('authorityId')} options={authorities} />
      <Select {...field('agreementId')} help={t('groupDraft.agreementHelp')} options={[none, ...agreed.map(({ id, name }) => ({ value: id, label: name }))]} />
      {draft.agreementId !== '' && <Select {...field('agreedPurpose')} options={[none, ...purposes.map((value) => ({ value, label: value }))]} />}
      {faults.list.length === 0 && <Refused refusal={act.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={act.pending}>
          {t('groupDraft.save')}
        </Button>
      </div>
    </form>
  );
}
