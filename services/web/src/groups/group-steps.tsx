import { useState, type ReactNode } from 'react';
import { ArchiveGroup, ChangeGroup, RestGroup, ResumeGroup, WindUpGroup, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Confirm, Disclosure, Refused, Section, useAnnounce } from '../ui/index.js';
import { ChangeGroupForm } from './change-group-form.js';
import { WindUpForm } from './wind-up-form.js';

type Group = z.infer<typeof GroupView>;
const plain = { rest: RestGroup, resume: ResumeGroup, archive: ArchiveGroup } as const;
type Plain = keyof typeof plain;
const steps = ['rest', 'resume', 'archive'] as const;

function Asked({ group, step, onClose }: { group: Group; step: Plain; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { id, name, version } = group;
  const act = useAction(plain[step], () => {
    isOutdated('group', id);
    announce(t(`groupStep.said.${step}`, { name }));
    onClose();
  });
  return (
    <Confirm title={t(`groupStep.title.${step}`, { name })} act={t(`groupStep.step.${step}`)} leave={t('action.cancel')} busy={act.pending} onAct={() => void act.run({ groupId: id }, version)} onLeave={onClose}>
      <p>{t(`groupStep.means.${step}`)}</p>
      <Refused refusal={act.refusal} />
    </Confirm>
  );
}

/** What the owner's administrator can do with the group now; nothing for others. */
export function GroupSteps({ group }: { group: Group }): ReactNode {
  const { t } = useTexts();
  const [asking, setAsking] = useState<Plain | null>(null);
  const offered = [ChangeGroup, WindUpGroup, ...Object.values(plain)].some((op) => may(group, op));
  if (!offered) return null;
  return (
    <Section title={t('groupStep.section')}>
      <div className="row">
        <Disclosure text={t('groupStep.step.change')} offered={may(group, ChangeGroup)}>
          {(close) => <ChangeGroupForm group={group} onClose={close} />}
        </Disclosure>
        {steps
          .filter((step) => may(group, plain[step]))
          .map((step) => (
            <Button key={step} small onClick={() => setAsking(step)}>
              {t(`groupStep.step.${step}`)}
            </Button>
          ))}
        <Disclosure text={t('groupStep.step.wind-up')} offered={may(group, WindUpGroup)}>
          {(close) => <WindUpForm group={group} onClose={close} />}
        </Disclosure>
      </div>
      {asking && <Asked group={group} step={asking} onClose={() => setAsking(null)} />}
    </Section>
  );
}
