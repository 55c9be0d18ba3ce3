import type { ReactNode } from 'react';
import { ConfirmAdministrator, type HubOrganisation } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Refused, useAnnounce } from '../ui/index.js';

/** Whom an organisation's only administrator proposes as another, and the hub's word on it; nothing where nobody is. */
export function ConfirmAdministratorStep({ organisation }: { organisation: HubOrganisation }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { id: organisationId, name, version, proposedAdministrator: proposed } = organisation;
  const confirm = useAction(ConfirmAdministrator, () => {
    isOutdated('hub', organisationId);
    announce(t('hub.said.confirmAdministrator', { name }));
  });
  if (!proposed) return null;
  return (
    <div className="stack">
      <p>{t('hub.proposes', { name: proposed.name, title: proposed.title })}</p>
      <Refused refusal={confirm.refusal} />
      {may(organisation, ConfirmAdministrator) && (
        <div>
          <Button small weight="main" busy={confirm.pending} aria-label={`${t('hub.confirmAdministrator')}: ${proposed.name}, ${name}`} onClick={() => void confirm.run({ organisationId, personId: proposed.id }, version)}>
            {t('hub.confirmAdministrator')}
          </Button>
        </div>
      )}
    </div>
  );
}
