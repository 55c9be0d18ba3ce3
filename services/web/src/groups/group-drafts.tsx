import { useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ChangeGroupDraft, DiscardGroupDraft, EstablishGroup, GroupDrafts, type GroupDraft } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { Button, Confirm, Disclosure, Refused, Section, Tag, useAnnounce } from '../ui/index.js';
import { GroupDraftForm } from './group-draft-form.js';
import { draftOf, inputOf } from './group-draft.js';

interface Props { readonly draft: GroupDraft; readonly onClose: () => void }

function Change({ draft, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const save = useAction(ChangeGroupDraft, ({ id, name }) => {
    isOutdated('group-draft', id);
    announce(t('groupDraft.saved', { name }));
    onClose();
  });
  return <GroupDraftForm before={draftOf(draft)} act={save} onSend={(typed) => void save.run({ draftId: draft.id, ...inputOf(typed) }, draft.version)} />;
}

function Discard({ draft: { id, name, version }, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const discard = useAction(DiscardGroupDraft, () => {
    isOutdated('group-draft', id);
    announce(t('groupDraft.discarded', { name }));
    onClose();
  });
  return (
    <Confirm title={t('groupDraft.discardTitle', { name })} act={t('groupDraft.discard')} leave={t('action.cancel')} busy={discard.pending} onAct={() => void discard.run({ draftId: id }, version)} onLeave={onClose}>
      <p>{t('groupDraft.discardText')}</p>
      <Refused refusal={discard.refusal} />
    </Confirm>
  );
}

/** Where the second has said so, to the group; else back to the drafts. */
function Establish({ draft: { id, name, version, level }, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const establish = useAction(EstablishGroup, ({ state }) => {
    isOutdated('group-draft', id);
    onClose();
    if (state === 'proposed') announce(t('groupDraft.proposed', { name }));
    else void navigate({ to: '/grupper/$groupId', params: { groupId: id } }).then(() => announce(t('groupDraft.established', { name })));
  });
  return (
    <Confirm title={t('groupDraft.establishTitle', { name })} act={t('groupDraft.establish')} leave={t('action.cancel')} busy={establish.pending} onAct={() => void establish.run({ draftId: id }, version)} onLeave={onClose}>
      <p>{t(`groupDraft.establishText.${level}`, { level: t(`level.${level}.name`).toLowerCase() })}</p>
      <Refused refusal={establish.refusal} />
    </Confirm>
  );
}

function Draft({ draft }: { draft: GroupDraft }): ReactNode {
  const { t } = useTexts();
  const [asking, setAsking] = useState<'discard' | 'establish' | null>(null);
  const close = (): void => setAsking(null);
  const labelled = (text: string): { 'aria-label': string } => ({ 'aria-label': `${text}: ${draft.name}` });
  return (
    <li>
      <div className="row">
        <strong>{draft.name}</strong>
        <Tag>{t(`level.${draft.level}.name`)}</Tag>
      </div>
      <div className="muted">{[t(`groups.type.${draft.type}`), t('groups.owner', { owner: draft.owner.name }), ...(draft.agreement ? [draft.agreement.name] : [])].join(' · ')}</div>
      {draft.proposedBy && <p>{t('groupDraft.saidBy', { name: draft.proposedBy.name })}</p>}
      {!(draft.purpose && draft.agreement && draft.agreedPurpose) && <p>{t('groupDraft.incomplete')}</p>}
      <div className="row">
        {may(draft, EstablishGroup) && (
          <Button small weight="main" {...labelled(t('groupDraft.establish'))} onClick={() => setAsking('establish')}>
            {t('groupDraft.establish')}
          </Button>
        )}
        <Disclosure text={t('groupDraft.open')} label={`${t('groupDraft.open')}: ${draft.name}`}>
          {(done) => <Change draft={draft} onClose={done} />}
        </Disclosure>
        <Button small weight="quiet" {...labelled(t('groupDraft.discard'))} onClick={() => setAsking('discard')}>
          {t('groupDraft.discard')}
        </Button>
      </div>
      {asking === 'discard' && <Discard draft={draft} onClose={close} />}
      {asking === 'establish' && <Establish draft={draft} onClose={close} />}
    </li>
  );
}

/** The groups that the own organisation has not established yet; nothing for who administers none, or where there are none. */
export function OwnGroupDrafts(): ReactNode {
  const { t } = useTexts();
  const items = useAsk(GroupDrafts, {}, { enabled: useMe().administers }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('groupDraft.section')}>
      <ul className="plain-list">
        {items.map((draft) => (
          <Draft key={draft.id} draft={draft} />
        ))}
      </ul>
    </Section>
  );
}
