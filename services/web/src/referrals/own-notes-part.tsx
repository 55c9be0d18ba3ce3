import type { ReactNode } from 'react';
import { OwnNotes, type ReferralView } from '@knutpunkt/contracts';
import { sentenceOf } from '../api/problem-text.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { mergeTexts } from '../notes/merge-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Dialog, Loaded, Notice, Prose, Readers, Section, SubHeading } from '../ui/index.js';
import { useOwnNotes, type Notes, type Writing } from './use-own-notes.js';

const longest = 8000;

function Saving({ writing, notes }: { writing: Writing; notes: Notes }): ReactNode {
  const { t, language } = useTexts();
  const saved = notes.at ? t('referrals.savedAt', { when: momentInWords(notes.at, language), name: notes.by?.name ?? '' }) : t('referrals.notSavedYet');
  const words = writing.isSaving ? t('referrals.saving') : writing.isDirty ? t('referrals.unsaved') : saved;
  return (
    <p className="muted" role="status">
      {words}
    </p>
  );
}

function Conflict({ writing, theirs }: { writing: Writing; theirs: Notes }): ReactNode {
  const { t } = useTexts();
  const both = mergeTexts({ base: writing.base, theirs: theirs.text, mine: writing.text });
  const buttons = (
    <>
      <Button weight="main" onClick={() => writing.settle(both)}>
        {t('referrals.merge')}
      </Button>
      <Button onClick={() => writing.settle(writing.text)}>{t('conflict.keepMine')}</Button>
      <Button onClick={() => writing.settle(theirs.text)}>{t('conflict.takeTheirs')}</Button>
    </>
  );
  return (
    <Dialog title={t('conflict.title')} buttons={buttons} onLeave={() => writing.settle(both)}>
      <p>{t('referrals.conflictText')}</p>
      <div className="side-by-side">
        <div>
          <SubHeading>{t('conflict.mine')}</SubHeading>
          <p className="prose">{writing.text || '–'}</p>
        </div>
        <div>
          <SubHeading>{t('conflict.theirs')}</SubHeading>
          <p className="prose">{theirs.text || '–'}</p>
        </div>
      </div>
    </Dialog>
  );
}

function Editor({ referral, notes }: { referral: ReferralView; notes: Notes }): ReactNode {
  const { t } = useTexts();
  const writing = useOwnNotes(referral.id, notes);
  const refused = writing.refusal ? sentenceOf(writing.refusal, t) : undefined;
  const isAboutText = writing.refusal?.slug === 'personal-identity-number';
  const ownParty = referral.side === 'sender' ? referral.sender.name : referral.receiver.name;
  const help = (
    <>
      {t('referrals.noPeople')} {t('referrals.autosave')}
      <br />
      <Readers>{t('meeting.readers', { readers: ownParty })}</Readers>
    </>
  );
  return (
    <div className="stack" onBlur={writing.save}>
      <Prose id="own-notes" max={longest} label={t('referrals.notes')} help={help} fault={isAboutText ? refused : undefined} value={writing.text} onChange={writing.type} />
      <Saving writing={writing} notes={notes} />
      {refused && !isAboutText && (
        <Notice gravity="warning" title={refused} headingLevel="h3">
          <Button small onClick={writing.save}>
            {t('action.retry')}
          </Button>
        </Notice>
      )}
      {writing.theirs && <Conflict writing={writing} theirs={writing.theirs} />}
    </div>
  );
}

/** My own side's notes about a request: the other side never sees them. */
export function OwnNotesPart({ referral }: { referral: ReferralView }): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(OwnNotes, { referralId: referral.id });
  return (
    <Section title={t('referrals.notesTitle')} className="no-print">
      <Loaded of={asked}>{(notes) => (referral.may.includes('note') ? <Editor referral={referral} notes={notes} /> : <p className="prose">{notes.text || '–'}</p>)}</Loaded>
    </Section>
  );
}
