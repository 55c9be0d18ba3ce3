import { useState, type ReactNode } from 'react';
import { AddAuthority, AddUnit, EndAuthority, RenameAuthority, type AuthorityPart } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Disclosure, Empty, Section } from '../ui/index.js';
import { EndPart } from './ending.js';
import { PartHindrances } from './hindrances.js';
import { PartForm, codeIn, useSaved } from './part-form.js';
import { UnitItem } from './unit-item.js';

/** A new authority. */
export function NewAuthority({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const add = useAction(AddAuthority, useSaved(onClose));
  return <PartForm prefix="authority-new" label={t('structure.authorityName')} help={t('structure.authorityHelp')} sending={add} onSend={({ name }) => void add.run({ name })} onClose={onClose} />;
}

function Rename({ authority: { id, name, version: now }, onClose }: { authority: AuthorityPart; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(now);
  const rename = useAction(RenameAuthority, useSaved(onClose));
  return (
    <PartForm
      prefix={`authority-${id}`}
      label={t('structure.authorityName')}
      help={t('structure.authorityHelp')}
      from={{ name, code: '' }}
      sending={rename}
      onSend={(draft) => void rename.run({ ownAuthorityId: id, name: draft.name }, version)}
      onClose={onClose}
    />
  );
}

function NewUnit({ authority: { id }, onClose }: { authority: AuthorityPart; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const add = useAction(AddUnit, useSaved(onClose));
  return (
    <PartForm
      hasCode
      prefix={`unit-new-${id}`}
      label={t('structure.unitName')}
      help={t('structure.unitHelp')}
      sending={add}
      onSend={(draft) => void add.run({ ownAuthorityId: id, name: draft.name, code: codeIn(draft) })}
      onClose={onClose}
    />
  );
}

/** An authority with its units, and what can be done with it. */
export function AuthoritySection({ authority }: { authority: AuthorityPart }): ReactNode {
  const { t } = useTexts();
  const { id, name, units } = authority;
  return (
    <Section title={name}>
      <div className="row no-print">
        <Disclosure text={t('structure.addUnit')} label={t('structure.addUnitTo', { name })} offered={may(authority, AddUnit)}>
          {(close) => <NewUnit authority={authority} onClose={close} />}
        </Disclosure>
        <Disclosure text={t('structure.rename')} label={t('structure.renameOf', { name })} offered={may(authority, RenameAuthority)}>
          {(close) => <Rename authority={authority} onClose={close} />}
        </Disclosure>
        {may(authority, EndAuthority) && <EndPart op={EndAuthority} input={{ ownAuthorityId: id }} part={authority} text={t('structure.endAuthorityText')} />}
      </div>
      <PartHindrances part={authority} />
      {units.length === 0 && <Empty text={t('structure.noUnits')} />}
      <ul className="plain-list">
        {units.map((unit) => (
          <UnitItem key={unit.id} unit={unit} authority={authority} />
        ))}
      </ul>
    </Section>
  );
}
