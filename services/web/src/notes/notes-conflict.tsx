import type { ReactNode } from 'react';
import type { ItemView, NotesView } from '@knutpunkt/contracts';
import { headingOf } from '../agenda/item-words.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Dialog, SubHeading } from '../ui/index.js';
import { mergeTexts } from './merge-texts.js';
import type { Writing } from './use-notes.js';

interface Props {
  item: ItemView;
  writing: Writing;
  theirs: NotesView;
  onLeave: () => void;
}

/** Shows what two people wrote at the same time side by side, and lets one choose: mine, theirs, or both together to read through. Nothing typed is lost. */
export function NotesConflict({ item, writing, theirs, onLeave }: Props): ReactNode {
  const { t, language } = useTexts();
  const who = { item: headingOf(item, t), name: theirs.by?.name ?? t('meeting.change.someone'), when: theirs.at ? momentInWords(theirs.at, language) : '' };
  const both = mergeTexts({ base: writing.base, theirs: theirs.text, mine: writing.text });
  return (
    <Dialog
      title={t('notes.conflictTitle', who)}
      onLeave={onLeave}
      buttons={
        <>
          <Button weight="main" onClick={() => writing.settle(writing.text)}>
            {t('notes.keepMine')}
          </Button>
          <Button onClick={() => writing.settle(theirs.text)}>{t('notes.takeTheirs')}</Button>
          <Button onClick={() => writing.settle(both)}>{t('notes.merge')}</Button>
        </>
      }
    >
      <p>{t('notes.conflictText')}</p>
      <div className="side-by-side">
        <div>
          <SubHeading level="2">{t('notes.mine')}</SubHeading>
          <p className="prose">{writing.text || '–'}</p>
        </div>
        <div>
          <SubHeading level="2">{t('notes.theirs', { name: who.name })}</SubHeading>
          <p className="prose">{theirs.text || '–'}</p>
        </div>
      </div>
    </Dialog>
  );
}
