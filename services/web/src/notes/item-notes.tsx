import type { ReactNode } from 'react';
import type { AgendaView, ItemView } from '@knutpunkt/contracts';
import { ActionList } from '../actions/action-list.js';
import { headingOf, itemReaders, titleOf } from '../agenda/item-words.js';
import { ItemSteps } from '../agenda/item-steps.js';
import { useTexts } from '../i18n/use-texts.js';
import { AskAboutItem, ItemReferrals } from '../referrals/item-referrals.js';
import { Disclosure, Notice, Readers, SubHeading, Tag, useFocusKept } from '../ui/index.js';
import { CorrectNotes } from './correct-notes.js';
import { GiveAction } from './give-action.js';
import { NotesEditor } from './notes-editor.js';
import { NotesVersions } from './notes-versions.js';
import { Outcomes } from './outcomes.js';
import { useNotes } from './use-notes.js';
import { Typed, Writers } from './writers.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
}

/** The notes of an item that the viewer reads: written, or read, or corrected once they are locked. */
function Text({ agenda, item, content }: Props & { content: NonNullable<ItemView['content']> }): ReactNode {
  const { t } = useTexts();
  const canWrite = item.may.includes('notes');
  const writing = useNotes({ meetingId: agenda.meetingId, itemId: item.id, notes: content.notes, canWrite });
  if (canWrite)
    return (
      <Typed meetingId={agenda.meetingId} itemId={item.id}>
        <NotesEditor item={item} writing={writing} />
      </Typed>
    );
  return (
    <>
      <p className="prose">{content.notes.text || t('notes.none')}</p>
      {content.notes.correction && <p className="muted">{t('notes.corrected', { reason: content.notes.correction, name: content.notes.by?.name ?? '' })}</p>}
      <Readers>{itemReaders(item, t)}</Readers>
      {writing.isDirty && (
        <Notice gravity="warning" title={t('notes.notSaved')} headingLevel="h3">
          <p className="prose">{writing.text}</p>
        </Notice>
      )}
      {item.may.includes('correct') && (
        <div className="row no-print">
          <Disclosure text={t('notes.correct')} label={t('notes.correctOf', { item: titleOf(item, t) })}>
            {(close) => <CorrectNotes agenda={agenda} item={item} begin={writing.isDirty ? writing.text : content.notes.text} onClose={close} />}
          </Disclosure>
        </div>
      )}
      {agenda.status === 'locked' && content.notes.correction !== null && <NotesVersions meetingId={agenda.meetingId} itemId={item.id} />}
    </>
  );
}

/** One item at the meeting: its notes, what it led to, and who does what. */
export function ItemNotes({ agenda, item }: Props): ReactNode {
  const { t } = useTexts();
  const kept = useFocusKept<HTMLLIElement>();
  const { content } = item;
  return (
    <li className="item" {...kept}>
      <div className="row">
        <SubHeading>{headingOf(item, t)}</SubHeading>
        {item.state !== 'taken-up' && <Tag tone={item.state === 'treated' ? 'good' : 'unsure'}>{t(`agenda.state.${item.state}`)}</Tag>}
      </div>
      {content && agenda.groupLevel === 'GENERAL' && <Text agenda={agenda} item={item} content={content} />}
      {content && agenda.groupLevel === 'GENERAL' && agenda.status === 'open' && <Writers meetingId={agenda.meetingId} itemId={item.id} />}
      {content && <Outcomes meetingId={agenda.meetingId} item={item} outcomes={content.outcomes} />}
      {content && content.actions.length > 0 && <ActionList actions={content.actions} />}
      <ItemReferrals agenda={agenda} item={item} />
      <div className="row no-print" role="group" aria-label={t('agenda.actsOf', { item: headingOf(item, t) })}>
        {item.may.includes('action') && (
          <Disclosure text={t('notes.giveAction')} label={t('notes.giveActionOf', { item: titleOf(item, t) })}>
            {(close) => <GiveAction agenda={agenda} item={item} onClose={close} />}
          </Disclosure>
        )}
        <ItemSteps meetingId={agenda.meetingId} item={item} offers={['treat', 'postpone', 'take-up']} />
        <AskAboutItem agenda={agenda} item={item} />
      </div>
    </li>
  );
}
