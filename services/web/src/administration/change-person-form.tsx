import { useState, type ReactNode } from 'react';
import { ChangePerson, Units, line, mostAliases, type StaffView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { textRefused } from '../api/text-fault.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults, type Found } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Line, Refused, Select, useAnnounce } from '../ui/index.js';

interface Draft {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly unitId: string;
  /** With spaces between them. */
  readonly aliases: string;
}

/** As people write several: spaces, semicolons or commas between them. */
const addressesIn = (typed: string): string[] => typed.split(/[\s;,]+/).filter(Boolean);
const aliasesRefused = (typed: string): string | undefined => {
  const addresses = addressesIn(typed);
  if (addresses.length > mostAliases) return 'staff.aliasesMany';
  return ChangePerson.input.shape.aliases.safeParse(addresses).success ? undefined : 'staff.aliasesInvalid';
};

/** What is missing or cannot be read, before anything is sent. */
function faultsOf(draft: Draft): Found {
  const text = (typed: string): string | undefined => (typed.trim() === '' ? 'field.text.missing' : textRefused(line(200), typed));
  const email = ChangePerson.input.shape.email.safeParse(draft.email).success ? undefined : 'staff.emailInvalid';
  const all = { name: text(draft.name), title: text(draft.title), email, aliases: aliasesRefused(draft.aliases), unitId: draft.unitId ? undefined : 'staff.unitMissing' };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Who somebody is and where that one works. What is typed stays when somebody else changed the person meanwhile. */
export function ChangePersonForm({ person, onClose }: { person: StaffView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(person.version);
  const units = useAsk(Units, {}).data?.items ?? [];
  const [draft, setDraft] = useState<Draft>({ name: person.name, title: person.title, email: person.email, unitId: person.unit?.id ?? '', aliases: person.aliases.join(' ') });
  const change = useAction(ChangePerson, ({ id, name }) => {
    isOutdated('person', id);
    onClose();
    announce(t('staff.saidChanged', { name }));
  });
  const labels = { name: t('staff.name'), title: t('staff.titleField'), email: t('staff.email'), aliases: t('staff.aliases'), unitId: t('staff.unit') };
  const faults = useFaults(labels, { prefix: 'staff', refusal: change.refusal });
  const field = (name: keyof Draft) => ({ id: `staff-${name}`, label: labels[name], fault: faults.at(name), value: draft[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }) });
  const options = [...(draft.unitId ? [] : [{ value: '', label: t('staff.chooseUnit') }]), ...units.map(({ id, name, authority }) => ({ value: id, label: `${authority.name}: ${name}` }))];
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(faultsOf(draft))) void change.run({ staffId: person.id, ...draft, aliases: addressesIn(draft.aliases) }, version);
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} />
      <Line {...field('title')} />
      <Line {...field('email')} />
      <Line {...field('aliases')} help={t('staff.aliasesHelp')} />
      <Select {...field('unitId')} help={t('staff.unitHelp')} options={options} />
      {person.state === 'invited' && <p>{t('staff.givesAccess')}</p>}
      {faults.list.length === 0 && <Refused refusal={change.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={change.pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
