import { useState, type ReactNode } from 'react';
import { ChangePerson, ChangeRoles, EndEmployment, type Output, type PersonDetails } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Confirm, Disclosure, Refused, useAnnounce } from '../ui/index.js';
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

/** What an administrator can do with somebody; for whom the organisation's own directory system tells of, why that is so little. */
export function PersonSteps({ person }: { person: Person }): ReactNode {
  const { t } = useTexts();
  const keptElsewhere = person.source === 'scim' && person.state !== 'ended';
  return (
    <>
      {keptElsewhere && <p className="muted">{t('staff.keptElsewhere')}</p>}
      <div className="row no-print">
        <Disclosure text={t('staff.change')} offered={may(person, ChangePerson)}>
          {(close) => <ChangePersonForm person={person} onClose={close} />}
        </Disclosure>
        <Disclosure text={t('staff.changeRoles')} offered={may(person, ChangeRoles)}>
          {(close) => <RolesForm person={person} onClose={close} />}
        </Disclosure>
        {may(person, EndEmployment) && <EndStep person={person} />}
      </div>
    </>
  );
}
