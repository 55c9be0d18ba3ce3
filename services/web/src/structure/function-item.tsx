import { useState, type ReactNode } from 'react';
import { GiveFunction, RemoveFunction, RenameFunction, TakeFunction, type AuthorityPart, type FunctionPart } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Disclosure, Refused, useAnnounce } from '../ui/index.js';
import { EndPart } from './ending.js';
import { HolderForm } from './holder-form.js';
import { PartHindrances } from './hindrances.js';
import { PartForm, useSaved } from './part-form.js';

function Rename({ held: { id, name, version: now }, onClose }: { held: FunctionPart; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(now);
  const rename = useAction(RenameFunction, useSaved(onClose));
  return (
    <PartForm
      prefix={`function-${id}`}
      label={t('structure.functionName')}
      help={t('structure.functionHelp')}
      from={{ name, code: '' }}
      sending={rename}
      onSend={(draft) => void rename.run({ ownFunctionId: id, name: draft.name }, version)}
      onClose={onClose}
    />
  );
}

/** Who holds the function, each with a way to end it. */
function Holders({ held }: { held: FunctionPart }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { id: ownFunctionId, name, version, holders } = held;
  const take = useAction(TakeFunction, () => {
    isOutdated('structure', ownFunctionId);
    announce(t('structure.taken', { name }));
  });
  if (holders.length === 0) return <p className="muted">{t('structure.nobodyHolds')}</p>;
  return (
    <>
      <ul className="plain-list dense" aria-label={t('structure.holdersOf', { name })}>
        {holders.map((one) => (
          <li key={one.id} className="row">
            <span>{[one.name, one.title].filter(Boolean).join(', ')}</span>
            {may(held, TakeFunction) && (
              <Button small busy={take.pending} aria-label={t('structure.takeFrom', { name, person: one.name })} onClick={() => void take.run({ ownFunctionId, personId: one.id }, version)}>
                {t('structure.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refused refusal={take.refusal} />
    </>
  );
}

/** A function, who holds it, and what can be done with it. */
export function FunctionItem({ held, authority }: { held: FunctionPart; authority: AuthorityPart }): ReactNode {
  const { t } = useTexts();
  const { id, name } = held;
  return (
    <li className="stack">
      <strong>{name}</strong>
      <Holders held={held} />
      <div className="row no-print">
        <Disclosure text={t('structure.give')} label={t('structure.giveOf', { name })} offered={may(held, GiveFunction)}>
          {(close) => <HolderForm held={held} authority={authority} onClose={close} />}
        </Disclosure>
        <Disclosure text={t('structure.rename')} label={t('structure.renameOf', { name })} offered={may(held, RenameFunction)}>
          {(close) => <Rename held={held} onClose={close} />}
        </Disclosure>
        {may(held, RemoveFunction) && <EndPart op={RemoveFunction} input={{ ownFunctionId: id }} part={held} text={t('structure.endFunctionText')} />}
      </div>
      <PartHindrances part={held} />
    </li>
  );
}
