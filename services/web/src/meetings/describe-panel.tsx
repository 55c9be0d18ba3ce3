import { useState, type ReactNode } from 'react';
import { DescribeMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Check, Conflict, ErrorList, Line, Prose, Readers, Refused } from '../ui/index.js';
import { faultText, faultsOf } from '../occasion/form.js';
import { refusedFields } from '../occasion/refused-fields.js';
import { useChange } from './use-change.js';

const longest = 4000;
const isHidden = ({ content }: MeetingView): boolean => content !== null && content.list !== 'open';
const touched = ({ content, status }: MeetingView): unknown[] => [content?.title, content?.about, content?.list, status];

/** Changes what a meeting is about, and who sees who takes part. */
export function DescribePanel({ meeting, onClose }: { meeting: MeetingView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [title, setTitle] = useState(meeting.content?.title ?? '');
  const [about, setAbout] = useState(meeting.content?.about ?? '');
  const [listHidden, setHidden] = useState(isHidden(meeting));
  const [round, setRound] = useState(0);
  const change = useChange(DescribeMeeting, meeting, touched, onClose);
  const send = async (): Promise<void> => {
    await change.send({ meetingId: meeting.id, title, about, listHidden });
    setRound((before) => before + 1);
  };
  const refused = change.refusal ? refusedFields(change.refusal) : [];
  const faultAt = (field: string): string | undefined => faultText(refused.filter((one) => one.field === field).map((one) => `problem.${one.slug}`)[0], t);
  const faults = faultsOf(Object.fromEntries(refused.map(({ field, slug }) => [field, { type: 'hub', message: `problem.${slug}` }])), t);
  const readers = <Readers>{t('meeting.readers', { readers: meeting.content?.readers.join('; ') })}</Readers>;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorList faults={faults} round={round} />
      <Line id="title" label={t('call.meetingTitle')} help={readers} fault={faultAt('title')} value={title} onChange={setTitle} />
      <Prose
        id="about"
        max={longest}
        label={t('call.about')}
        help={
          <>
            {t('call.aboutHelp')}
            <br />
            {readers}
          </>
        }
        fault={faultAt('about')}
        value={about}
        onChange={setAbout}
      />
      <Check id="listHidden" label={t('call.listHidden')} help={t('call.listHiddenHelp')} value={listHidden} onChange={setHidden} />
      {change.conflict && (
        <Conflict
          busy={change.pending}
          onKeepMine={() => void send()}
          onTakeTheirs={onClose}
          differences={[
            { what: t('call.meetingTitle'), theirs: change.conflict.content?.title ?? '', mine: title },
            { what: t('call.about'), theirs: change.conflict.content?.about ?? '', mine: about },
            { what: t('meeting.people'), theirs: t(isHidden(change.conflict) ? 'call.listOwn' : 'call.listOpen'), mine: t(listHidden ? 'call.listOwn' : 'call.listOpen') },
          ]}
        />
      )}
      {faults.length === 0 && <Refused refusal={change.refusal} again={() => void send()} />}
      {!change.conflict && (
        <div className="row">
          <Button type="submit" weight="main" busy={change.pending}>
            {t('action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      )}
    </form>
  );
}
