import { useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { Organisations, RegisterAgreement } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { todayInStockholm } from '../time/stockholm.js';
import { Button, DateField, ErrorList, Line, Page, PeopleField, Prose, Readers, Refused, useAnnounce, type Choosable } from '../ui/index.js';
import { draftFaults, inputOf, type Draft } from './agreement-draft.js';

const longest = 2000;
const about = { 'party-missing': 'parties', 'unknown-party': 'parties', 'ends-before-it-begins': 'validTo' };

/** The other organisations whose names hold what is typed. */
function useOthers(search: string): { found: readonly Choosable[]; searching: boolean } {
  const { organisation } = useMe().person;
  const asked = useAsk(Organisations, {});
  const others = (asked.data?.items ?? []).filter(({ id, name }) => id !== organisation.id && name.toLocaleLowerCase('sv').includes(search.toLocaleLowerCase('sv')));
  return { found: others.map(({ id, name }) => ({ value: id, label: name })), searching: asked.isFetching };
}

function Form(): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [draft, setDraft] = useState<Draft>({ name: '', purposes: '', areas: '', parties: [], validFrom: todayInStockholm(), validTo: '' });
  const register = useAction(RegisterAgreement, ({ id, name }) => {
    isOutdated('agreement', id);
    void navigate({ to: '/administration/overenskommelser/$agreementId', params: { agreementId: id } }).then(() => announce(t('agreements.saidRegistered', { name })));
  });
  const labels = { name: t('agreements.name'), purposes: t('agreements.purposes'), areas: t('agreements.areas'), parties: t('agreements.others'), validFrom: t('agreements.from'), validTo: t('agreements.to') };
  const faults = useFaults(labels, { prefix: 'agreement', refusal: register.refusal, about });
  const field = <K extends keyof Draft>(name: K) => ({ id: `agreement-${name}`, label: labels[name], fault: faults.at(name), value: draft[name], onChange: (value: Draft[K]) => setDraft({ ...draft, [name]: value }) });
  const { id, label, fault, value, onChange } = field('parties');
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(draftFaults(draft))) void register.run(inputOf(draft));
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} help={<Readers>{t('agreements.readers')}</Readers>} />
      <PeopleField id={id} label={label} help={t('agreements.othersHelp')} fault={fault} chosen={value} onChoose={onChange} useFound={useOthers} />
      <Prose {...field('purposes')} max={longest} help={t('agreements.onePerLine')} />
      <Prose {...field('areas')} max={longest} help={t('agreements.onePerLine')} />
      <DateField {...field('validFrom')} help={t('call.dateHelp')} />
      <DateField {...field('validTo')} help={t('agreements.toHelp')} />
      {faults.list.length === 0 && <Refused refusal={register.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={register.pending}>
          {t('agreements.register')}
        </Button>
      </div>
    </form>
  );
}

/** Registers an agreement that the parties have signed. */
export function NewAgreementPage(): ReactNode {
  const { t } = useTexts();
  if (!useMe().administers) return <NotFoundPage />;
  return (
    <Page title={t('agreements.new')} lead={t('agreements.newLead')}>
      <Form />
    </Page>
  );
}
