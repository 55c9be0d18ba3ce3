import { useState, type ReactNode } from 'react';
import { AddCalendarFile, largestCalendarFile } from '@knutpunkt/contracts';
import { useAction } from '../api/use-action.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, FileField, Refused, useAnnounce } from '../ui/index.js';

const base64 = async (file: File): Promise<string> => btoa(Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));

/** Takes busy time from a file, for whom no address is given out. */
export function CalendarFileForm({ again }: { again: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [file, setFile] = useState<File>();
  const [round, setRound] = useState(0);
  const add = useAction(AddCalendarFile, () => {
    announce(t('calendars.fileAdded'));
    setFile(undefined);
    setRound(round + 1);
    again();
  });
  const faults = useFaults({ file: t('calendars.file') }, { prefix: 'calendar', refusal: add.refusal });
  const faultOf = (): Record<string, string> => (file === undefined ? { file: 'calendars.fileMissing' } : file.size > largestCalendarFile ? { file: 'calendars.fileTooLarge' } : {});
  return (
    <form
      key={round}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(faultOf())) void base64(file!).then((text) => add.run({ file: text }));
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <FileField id="calendar-file" label={t('calendars.file')} help={t('calendars.fileHelp')} fault={faults.at('file')} accept=".ics,.ifb,.vfb,text/calendar" onChoose={setFile} />
      {faults.list.length === 0 && <Refused refusal={add.refusal} />}
      <div className="row">
        <Button type="submit" busy={add.pending}>
          {t('calendars.addFile')}
        </Button>
      </div>
    </form>
  );
}
