import { useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { AddOrganisation, OrganisationType } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Button, Check, ErrorList, Line, Page, Refused, Section, Select, useAnnounce } from '../ui/index.js';
import { draftFaults, emptyDraft, inputOf, type Draft } from './organisation-draft.js';
import { useRunsHub } from './organisations-page.js';

const lines = ['name', 'number', 'code', 'identityProvider', 'authority', 'unit'] as const;
const ofAdministrator = ['administratorName', 'administratorTitle', 'administratorEmail', 'administratorHomeId'] as const;
type Typed = (typeof lines)[number] | (typeof ofAdministrator)[number];

function Form(): ReactNode {
  const { t } = useTexts();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const add = useAction(AddOrganisation, ({ id, name }) => {
    isOutdated('hub', id);
    void navigate({ to: '/hubben' }).then(() => announce(t('hub.said.add', { name })));
  });
  const labels = Object.fromEntries([...lines, ...ofAdministrator].map((name) => [name, t(`hub.field.${name}`)]));
  const faults = useFaults(labels, { prefix: 'organisation', refusal: add.refusal, about: { administrator: 'administratorName' } });
  const typed = (name: Typed) => <Line key={name} id={`organisation-${name}`} label={labels[name]!} help={t(`hub.help.${name}`)} fault={faults.at(name)} value={draft[name]} onChange={(value) => setDraft({ ...draft, [name]: value })} />;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(draftFaults(draft))) void add.run(inputOf(draft));
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Section title={t('hub.theOrganisation')}>
        {lines.slice(0, 2).map(typed)}
        <Select id="organisation-type" label={t('hub.field.type')} value={draft.type} onChange={(type) => setDraft({ ...draft, type: OrganisationType.parse(type) })} options={OrganisationType.options.map((value) => ({ value, label: t(`hub.type.${value}`) }))} />
        <Check id="organisation-boundByOsl" label={t('hub.field.boundByOsl')} help={t('hub.help.boundByOsl')} value={draft.boundByOsl} onChange={(boundByOsl) => setDraft({ ...draft, boundByOsl })} />
        {lines.slice(2).map(typed)}
      </Section>
      <Section title={t('hub.theAdministrator')}>{ofAdministrator.map(typed)}</Section>
      {faults.list.length === 0 && <Refused refusal={add.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={add.pending}>
          {t('hub.addSend')}
        </Button>
      </div>
    </form>
  );
}

/** Proposes an organisation. */
export function NewOrganisationPage(): ReactNode {
  const { t } = useTexts();
  if (!useRunsHub()) return <NotFoundPage />;
  return (
    <Page title={t('hub.add')} lead={t('hub.addLead')}>
      <Form />
    </Page>
  );
}
