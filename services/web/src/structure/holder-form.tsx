import { useState, type ReactNode } from 'react';
import { GiveFunction, People, type AuthorityPart, type FunctionPart } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Button, ErrorList, PeopleField, Refused, useAnnounce, type Choosable } from '../ui/index.js';

interface Props {
  readonly held: FunctionPart;
  readonly authority: Pick<AuthorityPart, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** The authority's people by some letters. Nobody gives oneself a function. */
const useColleagues = (authorityId: string, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const { person: me } = useMe();
  const asked = useAsk(People, { search, limit: 100 }, { keep: true });
  const there = (asked.data?.items ?? []).filter(({ id, authority, state }) => authority?.id === authorityId && state !== 'ended' && id !== me.id);
  return { found: there.map(({ id, name, title, unit }) => ({ value: id, label: [name, title, unit?.name].filter(Boolean).join(', ') })), searching: asked.isFetching };
};

/** Has somebody of the function's authority hold it. */
export function HolderForm({ held: { id, name, version: now }, authority, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(now);
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const give = useAction(GiveFunction, () => {
    isOutdated('structure', id);
    onClose();
    announce(t('structure.given', { name }));
  });
  const labels = { personId: t('structure.person') };
  const faults = useFaults(labels, { prefix: `holder-${id}`, refusal: give.refusal });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(chosen.length === 0 ? { personId: 'structure.personMissing' } : {})) void give.run({ ownFunctionId: id, personId: chosen[0]!.value }, version);
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <PeopleField id={`holder-${id}-personId`} many={false} label={labels.personId} help={t('structure.personHelp', { authority: authority.name })} fault={faults.at('personId')} chosen={chosen} onChoose={setChosen} useFound={(search) => useColleagues(authority.id, search)} />
      {faults.list.length === 0 && <Refused refusal={give.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={give.pending}>
          {t('structure.give')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
