import { useState, type ReactNode } from 'react';
import { ChangeRoles, GivenRole, type StaffView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Check, Refused, useAnnounce } from '../ui/index.js';

/** Which roles somebody has. */
export function RolesForm({ person, onClose }: { person: StaffView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(person.version);
  const [roles, setRoles] = useState(() => GivenRole.options.filter((role) => person.roles.includes(role)));
  const change = useAction(ChangeRoles, ({ id, name, proposed }) => {
    isOutdated('person', id);
    onClose();
    announce(t(proposed && roles.includes('administrator') ? 'proposal.begun' : 'staff.saidRoles', { name }));
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void change.run({ staffId: person.id, roles }, version);
      }}
    >
      <fieldset className="bare">
        <legend>{t('staff.roles')}</legend>
        {GivenRole.options.map((role) => (
          <Check
            key={role}
            id={`staff-role-${role}`}
            label={t(`staff.role.${role}`)}
            help={t(`staff.roleHelp.${role}`)}
            value={roles.includes(role)}
            onChange={(chosen) => setRoles(GivenRole.options.filter((one) => (one === role ? chosen : roles.includes(one))))}
          />
        ))}
      </fieldset>
      <Refused refusal={change.refusal} />
      <div className="row">
        <Button type="submit" weight="main" busy={change.pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
