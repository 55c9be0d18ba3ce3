import { useState, type ReactNode } from 'react';
import { DiscardMeetingDraft, MeetingDrafts, type MeetingDraftSummary } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { Button, Confirm, Refused, Section, Tag, TextLink, useAnnounce } from '../ui/index.js';
import { forgetDraft } from './kept-draft.js';

function Discard({ draft: { id, version }, name, onClose }: { draft: MeetingDraftSummary; name: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { person } = useMe();
  const announce = useAnnounce();
  const discard = useAction(DiscardMeetingDraft, () => {
    forgetDraft(person.id, id);
    isOutdated('meeting-draft', id);
    announce(t('meetingDraft.discarded'));
    onClose();
  });
  return (
    <Confirm title={t('meetingDraft.discardTitle', { name })} act={t('meetingDraft.discard')} leave={t('action.cancel')} busy={discard.pending} onAct={() => void discard.run({ meetingDraftId: id }, version)} onLeave={onClose}>
      <p>{t('meetingDraft.discardText')}</p>
      <Refused refusal={discard.refusal} />
    </Confirm>
  );
}

function Draft({ draft }: { draft: MeetingDraftSummary }): ReactNode {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState(false);
  const { group, title, occasion: { date, starts, held } } = draft;
  const name = title || group?.name || t('meetingDraft.untitled');
  const on = (at: string): string => dateInWords(wallClockAt(at).date, language);
  const about = [...(title && group ? [group.name] : []), [date, starts].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
  return (
    <li>
      <div className="row">
        <TextLink to="/moten/nytt" search={{ utkast: draft.id }}>
          {name}
        </TextLink>
        {held && <Tag>{t('meetingDraft.held')}</Tag>}
      </div>
      {about && <div className="muted">{about}</div>}
      <div className="muted">{t('meetingDraft.until', { saved: on(draft.savedAt), removed: on(draft.removedAt) })}</div>
      <Button small weight="quiet" aria-label={`${t('meetingDraft.discard')}: ${name}`} onClick={() => setAsking(true)}>
        {t('meetingDraft.discard')}
      </Button>
      {asking && <Discard draft={draft} name={name} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** The meetings that one is preparing; nothing where there are none. */
export function OwnMeetingDrafts(): ReactNode {
  const { t } = useTexts();
  const items = useAsk(MeetingDrafts, {}).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('meetingDraft.section')}>
      <p className="muted">{t('meetingDraft.sectionHelp')}</p>
      <ul className="plain-list">
        {items.map((draft) => (
          <Draft key={draft.id} draft={draft} />
        ))}
      </ul>
    </Section>
  );
}
