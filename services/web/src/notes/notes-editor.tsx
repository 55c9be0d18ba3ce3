import { useState, type ReactNode } from 'react';
import { WriteNotes, type ItemView } from '@knutpunkt/contracts';
import { sentenceOf } from '../api/problem-text.js';
import { textRefused } from '../api/text-fault.js';
import { headingOf, itemReaders } from '../agenda/item-words.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Notice, Prose, Readers } from '../ui/index.js';
import { NotesConflict } from './notes-conflict.js';
import type { Writing } from './use-notes.js';

const longest = 20_000;

/** How the saving goes, in words that are read out. */
function Saving({ writing, item }: { writing: Writing; item: ItemView }): ReactNode {
  const { t, language } = useTexts();
  const at = item.content?.notes.at;
  const words = writing.isSaving
    ? t('notes.saving')
    : writing.isDirty
      ? t('notes.unsaved')
      : at
        ? t('notes.savedAt', { when: momentInWords(at, language), name: item.content?.notes.by?.name ?? '' })
        : t('notes.nothing');
  return (
    <p className="muted" role="status">
      {words}
    </p>
  );
}

/** Where an item's notes are written. They save themselves. */
export function NotesEditor({ item, writing }: { item: ItemView; writing: Writing }): ReactNode {
  const { t } = useTexts();
  const [looks, setLooks] = useState(true);
  const wrong = textRefused(WriteNotes.input.shape.text, writing.text);
  const fault = wrong ? t(wrong as 'field.tooLong') : writing.refusal?.slug === 'personal-identity-number' ? sentenceOf(writing.refusal, t) : undefined;
  return (
    <div onBlur={writing.save}>
      <p className="prose only-print">{writing.text}</p>
      <div className="stack no-print">
      <Prose
        id={`notes-${item.id}`}
        max={longest}
        label={t('notes.of', { item: headingOf(item, t) })}
        help={
          <>
            {t('call.aboutHelp')} {t('notes.autosave')}
            <br />
            <Readers>{itemReaders(item, t)}</Readers>
          </>
        }
        fault={fault}
        value={writing.text}
        onChange={writing.type}
      />
      <Saving writing={writing} item={item} />
      {writing.refusal && fault === undefined && (
        <Notice gravity="warning" title={sentenceOf(writing.refusal, t)} headingLevel="h3">
          <p>{t('notes.keptHere')}</p>
          <Button small onClick={writing.save}>
            {t('action.retry')}
          </Button>
        </Notice>
      )}
      {writing.theirs && looks && <NotesConflict item={item} writing={writing} theirs={writing.theirs} onLeave={() => setLooks(false)} />}
      {writing.theirs && !looks && (
        <Notice gravity="warning" title={t('notes.conflictWaits')} headingLevel="h3">
          <Button small onClick={() => setLooks(true)}>
            {t('notes.showBoth')}
          </Button>
        </Notice>
      )}
      </div>
    </div>
  );
}
