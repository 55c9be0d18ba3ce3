import { useState, type ReactNode } from 'react';
import { ChangePerson, ChangeRoles, EndEmployment, type Output, type PersonDetails } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Confirm, Disclosure, Refused, TextLink, useAnnounce } from '../ui/index.js';
import { ChangePersonForm } from './change-person-form.js';
import { RolesForm } from './roles-form.js';

type Person = Output<typeof PersonDetails>;

function EndStep({ person: { id: staffId, name, version } }: { person: Person }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const end = useAction(EndEmployment, () => {
    setAsking(false);
    isOutdated('person', staffId);
    announce(t('staff.saidEnded', { name }));
  });
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        {t('staff.end')}
      </Button>
      {asking && (
        <Confirm title={t('staff.endTitle', { name })} act={t('staff.end')} leave={t('action.cancel')} busy={end.pending} onAct={() => void end.run({ staffId }, version)} onLeave={() => setAsking(false)}>
          <p>{t('staff.endText')}</p>
          <Refused refusal={end.refusal} />
        </Confirm>
      )}
    </>
  );
}

/** Why something that is done with people is not offered: each reason once, with what to do about it. That somebody has left is said above all. */
function Hindrances({ person: { cannot, name } }: { person: Person }): ReactNode {
  const { t } = useTexts();
  const reasons = [...new Set(cannot.map(({ because }) => because))].filter((because) => because !== 'ended');
  return reasons.map((because) => (
    <p key={because} className="muted">
      {t(`staff.because.${because}`, { name })} {because === 'last-administrator' && <TextLink to="/administration/personer">{t('staff.toPeople')}</TextLink>}
    </p>
  ));
}

/** What an administrator can do with somebody, and why the rest is not offered. */
export function PersonSteps({ person }: { person: Person }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <div className="row no-print">
        <Disclosure text={t('staff.change')} offered={may(person, ChangePerson)}>
          {(close) => <ChangePersonForm person={person} onClose={close} />}
        </Disclosure>
        <Disclosure text={t('staff.changeRoles')} offered={may(person, ChangeRoles)}>
          {(close) => <RolesForm person={person} onClose={close} />}
        </Disclosure>
        {may(person, EndEmployment) && <EndStep person={person} />}
      </div>
      <Hindrances person={person} />
    </>
  );
}
