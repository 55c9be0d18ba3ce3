import type { ReactNode } from 'react';
import { ActivateOrganisation, EndOrganisation, PauseOrganisation, ResumeOrganisation, type HubOrganisation } from '@knutpunkt/contracts';
import { ReasonForm } from '../agenda/reason-form.js';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Disclosure, useAnnounce } from '../ui/index.js';
import { LetInForm } from './let-in-form.js';

const shuttingOut = { pause: PauseOrganisation, end: EndOrganisation } as const;
const lettingIn = { activate: ActivateOrganisation, resume: ResumeOrganisation } as const;
type Step = keyof typeof shuttingOut | keyof typeof lettingIn;
interface Props { readonly organisation: HubOrganisation; readonly onClose: () => void }

/** Says that it is done, and reads the organisations again. */
function useDone({ organisation, onClose }: Props, step: Step): () => void {
  const { t } = useTexts();
  const announce = useAnnounce();
  return () => {
    onClose();
    isOutdated('hub', organisation.id);
    announce(t(`hub.said.${step}`, { name: organisation.name }));
  };
}

function ShutOut({ step, ...props }: Props & { step: keyof typeof shuttingOut }): ReactNode {
  const { t } = useTexts();
  const { id, version } = props.organisation;
  const act = useAction(shuttingOut[step], useDone(props, step));
  return (
    <>
      <p>{t(`hub.means.${step}`)}</p>
      <ReasonForm prefix={`${step}-${id}`} label={t('hub.reason')} help={t('hub.reasonReaders')} send={t(`hub.step.${step}`)} act={act} onSend={(reason) => void act.run({ organisationId: id, reason }, version)} onClose={props.onClose} />
    </>
  );
}

function LetIn({ step, ...props }: Props & { step: keyof typeof lettingIn }): ReactNode {
  const { id, version, agreement } = props.organisation;
  const act = useAction(lettingIn[step], useDone(props, step));
  return <LetInForm prefix={`${step}-${id}`} step={step} noted={agreement} act={act} onSend={(signed) => void act.run({ organisationId: id, ...signed }, version)} onClose={props.onClose} />;
}

/** The steps that the organisation's life has now, each behind a button that asks for what it needs. */
export function OrganisationSteps({ organisation }: { organisation: HubOrganisation }): ReactNode {
  const { t } = useTexts();
  const of = (step: Step) => ({ text: t(`hub.step.${step}`), label: `${t(`hub.step.${step}`)}: ${organisation.name}` });
  return (
    <>
      {(['activate', 'resume'] as const).map((step) => (
        <Disclosure key={step} {...of(step)} offered={may(organisation, lettingIn[step])}>
          {(close) => <LetIn organisation={organisation} step={step} onClose={close} />}
        </Disclosure>
      ))}
      {(['pause', 'end'] as const).map((step) => (
        <Disclosure key={step} {...of(step)} offered={may(organisation, shuttingOut[step])}>
          {(close) => <ShutOut organisation={organisation} step={step} onClose={close} />}
        </Disclosure>
      ))}
    </>
  );
}
