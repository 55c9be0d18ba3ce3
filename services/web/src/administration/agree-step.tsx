import { useState, type ReactNode } from 'react';
import { AgreeOnSeat, Agreements } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf } from '../time/stockholm.js';
import { Disclosure, Loaded, PanelForm, Select, TextLink, useAnnounce } from '../ui/index.js';
import type { Seat } from './access-file.js';

const about = { 'unknown-agreement': 'agreement', 'no-agreement-in-force': 'agreement' };

interface Option { readonly value: string; readonly label: string }

function Form({ right, options, onClose }: { right: Seat; options: readonly Option[]; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const prefix = `agree-${right.id}`;
  const [chosen, setChosen] = useState(options[0]!.value);
  const [version] = useState(right.version);
  const agree = useAction(AgreeOnSeat, () => {
    isOutdated('agreement', right.group.id);
    announce(t('access.agreed', { name: right.person.name }));
    onClose();
  });
  const faults = useFaults({ agreement: t('nomination.agreement') }, { prefix, refusal: agree.refusal, about });
  return (
    <PanelForm act={agree} faults={faults} send={t('action.save')} small onSend={() => void agree.run({ groupId: right.group.id, membershipId: right.id, agreementId: chosen }, version)} onClose={onClose}>
      <Select id={`${prefix}-agreement`} label={t('nomination.agreement')} help={t('access.agreeHelp')} fault={faults.at('agreement')} value={chosen} onChange={setChosen} options={options} />
    </PanelForm>
  );
}

/** The agreements that are in force between us and the person's organisation, each with its last day; says so where there is none. */
function Choosing({ right, onClose }: { right: Seat; onClose: () => void }): ReactNode {
  const { t, language } = useTexts();
  return (
    <Loaded of={useAsk(Agreements, {})}>
      {({ items }) => {
        const holding = items.filter(({ state, parties }) => state === 'in-force' && parties.some(({ organisation, accepted }) => accepted && organisation.id === right.person.organisation.id));
        if (holding.length > 0) return <Form right={right} onClose={onClose} options={holding.map(({ id, name, validTo }) => ({ value: id, label: `${name}, ${t('group.until', { date: dateInWords(lastDayOf(validTo), language) })}` }))} />;
        return (
          <p>
            {t('access.noneBetween', { organisation: right.person.organisation.name })} <TextLink to="/administration/overenskommelser">{t('access.toAgreements')}</TextLink>
          </p>
        );
      }}
    </Loaded>
  );
}

/** Puts an agreement on a seat that was there before agreements were asked for. */
export function AgreeStep({ right }: { right: Seat }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="no-print">
      <Disclosure text={t('access.agree')} label={t('access.agreeOf', { name: right.person.name, group: right.group.name })} offered={may(right, AgreeOnSeat)}>
        {(close) => <Choosing right={right} onClose={close} />}
      </Disclosure>
    </span>
  );
}
