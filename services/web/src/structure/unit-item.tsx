import { useState, type ReactNode } from 'react';
import { AddFunction, ChangeUnit, EndUnit, type AuthorityPart, type UnitPart } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Disclosure, SubHeading } from '../ui/index.js';
import { EndPart } from './ending.js';
import { FunctionItem } from './function-item.js';
import { PartHindrances } from './hindrances.js';
import { PartForm, codeIn, useSaved } from './part-form.js';

function Change({ unit: { id, name, code, version: now }, onClose }: { unit: UnitPart; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(now);
  const change = useAction(ChangeUnit, useSaved(onClose));
  return (
    <PartForm
      hasCode
      prefix={`unit-${id}`}
      label={t('structure.unitName')}
      help={t('structure.unitHelp')}
      from={{ name, code: code ?? '' }}
      sending={change}
      onSend={(draft) => void change.run({ ownUnitId: id, name: draft.name, code: codeIn(draft) }, version)}
      onClose={onClose}
    />
  );
}

function NewFunction({ unit: { id }, onClose }: { unit: UnitPart; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const add = useAction(AddFunction, useSaved(onClose));
  return <PartForm prefix={`function-new-${id}`} label={t('structure.functionName')} help={t('structure.functionHelp')} sending={add} onSend={({ name }) => void add.run({ ownUnitId: id, name })} onClose={onClose} />;
}

/** A unit with its functions, and what can be done with it. */
export function UnitItem({ unit, authority }: { unit: UnitPart; authority: AuthorityPart }): ReactNode {
  const { t } = useTexts();
  const { id, name, code, people, functions } = unit;
  return (
    <li className="stack">
      <SubHeading>{name}</SubHeading>
      <p className="muted">{[...(code === null ? [] : [t('structure.codeIs', { code })]), t('structure.workHere', { count: people })].join(' · ')}</p>
      <div className="row no-print">
        <Disclosure text={t('structure.addFunction')} label={t('structure.addFunctionTo', { name })} offered={may(unit, AddFunction)}>
          {(close) => <NewFunction unit={unit} onClose={close} />}
        </Disclosure>
        <Disclosure text={t('structure.change')} label={t('structure.changeOf', { name })} offered={may(unit, ChangeUnit)}>
          {(close) => <Change unit={unit} onClose={close} />}
        </Disclosure>
        {may(unit, EndUnit) && <EndPart op={EndUnit} input={{ ownUnitId: id }} part={unit} text={t('structure.endUnitText')} />}
      </div>
      <PartHindrances part={unit} />
      {functions.length > 0 && (
        <ul className="plain-list dense within">
          {functions.map((one) => (
            <FunctionItem key={one.id} held={one} authority={authority} />
          ))}
        </ul>
      )}
    </li>
  );
}
