import { useState, type ReactNode } from 'react';
import { RowKind, largestFile } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Button, Empty, ErrorList, FileField, Notice, Page, Refused, Section, Select, TextLink } from '../ui/index.js';
import { FileRows } from './people-file-rows.js';
import { usePeopleFile, type ChosenFile, type PeopleFile, type Previewed } from './use-people-file.js';

/** The file as it is sent; null for one that is too large. */
async function chosen(file: File): Promise<ChosenFile | null> {
  if (file.size > largestFile) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}

function Choose({ file, onChoose, at }: { file: PeopleFile; onChoose: (file: ChosenFile | null) => void; at: ChosenFile | null }): ReactNode {
  const { t } = useTexts();
  const labels = { file: t('staffFile.choose') };
  const faults = useFaults(labels, { prefix: 'people-file', refusal: file.previewing.refusal ?? file.importing.refusal });
  const take = async (one: File | undefined): Promise<void> => {
    const read = one ? await chosen(one) : null;
    onChoose(read);
    file.begin();
    faults.stop(one && !read ? { file: 'staffFile.tooLarge' } : {});
  };
  return (
    <form
      className="stack no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(at ? {} : { file: 'staffFile.missing' })) void file.show();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <FileField id="people-file-file" label={labels.file} help={t('staffFile.help')} fault={faults.at('file')} accept=".csv,text/csv" onChoose={(one) => void take(one)} />
      {faults.list.length === 0 && <Refused refusal={file.previewing.refusal} />}
      <div className="row">
        <Button type="submit" weight={file.previewed ? 'ordinary' : 'main'} busy={file.previewing.pending}>
          {t('staffFile.preview')}
        </Button>
      </div>
    </form>
  );
}

function Preview({ previewed, file }: { previewed: Previewed; file: PeopleFile }): ReactNode {
  const { t } = useTexts();
  const { counts, leaving, shown, ignoredColumns } = previewed;
  const nothing = counts.new + counts.changed + leaving.length === 0;
  return (
    <Section title={t('staffFile.previewTitle')}>
      <p>{t('staffFile.nothingYet')}</p>
      {ignoredColumns.length > 0 && <p className="muted">{t('staffFile.ignored', { columns: ignoredColumns.join(', ') })}</p>}
      <Select id="people-file-kind" label={t('staffFile.show')} value={shown} onChange={(kind) => void file.show(RowKind.parse(kind))} options={RowKind.options.map((value) => ({ value, label: `${t(`staffFile.kind.${value}`)} (${counts[value]})` }))} />
      <FileRows previewed={previewed} file={file} />
      {counts.refused > 0 && <p>{t('staffFile.refusedHelp', { count: counts.refused })}</p>}
      <Refused refusal={file.importing.refusal} />
      {nothing ? (
        <Empty text={t('staffFile.nothingToDo')} />
      ) : (
        <div className="row no-print">
          <Button weight={leaving.length > 0 ? 'danger' : 'main'} busy={file.importing.pending} onClick={file.carryOut}>
            {t(leaving.length > 0 ? 'staffFile.carryOutEnding' : 'staffFile.carryOut', { added: counts.new, changed: counts.changed, ended: leaving.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** Reads the organisation's people from a file: what would happen is shown row by row, and nothing is written before that is confirmed. */
export function PeopleFilePage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const [at, setAt] = useState<ChosenFile | null>(null);
  const file = usePeopleFile(at);
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('staffFile.title')} lead={t('staffFile.lead')}>
      {file.done && (
        <Notice gravity="success" title={t('staffFile.done', { added: file.done.added, changed: file.done.changed, ended: file.done.ended })}>
          <TextLink to="/administration/personer">{t('staff.title')}</TextLink>
        </Notice>
      )}
      <Choose file={file} at={at} onChoose={setAt} />
      {file.previewed && <Preview previewed={file.previewed} file={file} />}
    </Page>
  );
}
