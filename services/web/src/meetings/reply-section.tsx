import { useState, type ReactNode } from 'react';
import { ReplyToMeeting, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { Button, Prose, Readers, Refused, Section } from '../ui/index.js';
import { AnswerButtons } from './answer-buttons.js';
import { MyAnswers } from './answer-tag.js';
import { faultText } from '../occasion/form.js';
import { headlineOf } from './headline.js';
import { refusedFields } from '../occasion/refused-fields.js';
import { useReply } from './use-reply.js';

const longest = 500;
type Mine = MeetingView['mine'][number];

function Comment({ meeting, mine }: { meeting: MeetingView; mine: Mine }): ReactNode {
  const { t } = useTexts();
  const { content } = meeting;
  const [comment, setComment] = useState(mine.comment);
  const [isOpen, setOpen] = useState(mine.comment !== '');
  const reply = useReply(mine.participantId);
  const fault = reply.refusal ? refusedFields(reply.refusal).find((one) => one.field === 'comment') : undefined;
  if (mine.answer === null) return null;
  if (!isOpen)
    return (
      <div>
        <Button small weight="quiet" onClick={() => setOpen(true)}>
          {t('answer.addComment')}
        </Button>
      </div>
    );
  const { answer } = mine;
  const readers = (
    <>
      {t('answer.commentHelp')}
      <br />
      <Readers>{content?.list === 'open' ? t('meeting.readers', { readers: content.readers.join('; ') }) : t('answer.readersHidden')}</Readers>
    </>
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void reply.run({ meetingId: meeting.id, startsAt: meeting.startsAt, endsAt: meeting.endsAt, participantId: mine.participantId, answer, comment });
      }}
    >
      <Prose
        id={`comment-${mine.participantId}`}
        max={longest}
        label={t('answer.comment')}
        help={readers}
        fault={faultText(fault && `problem.${fault.slug}`, t)}
        value={comment}
        onChange={setComment}
      />
      {!fault && <Refused refusal={reply.refusal} />}
      <div>
        <Button type="submit" small busy={reply.pending}>
          {t('answer.saveComment')}
        </Button>
      </div>
    </form>
  );
}

/** My answer, for myself and for each function that I hold; with a comment where the group takes text. */
export function ReplySection({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  if (meeting.mine.length === 0 || meeting.status === 'held') return null;
  const canReply = may(meeting, ReplyToMeeting);
  return (
    <Section
      title={t('meeting.yours')}
      aside={
        <span className="row">
          <MyAnswers mine={meeting.mine} />
        </span>
      }
      className="no-print"
    >
      {canReply && <p className="muted">{t('answer.change')}</p>}
      {canReply &&
        meeting.mine.map((mine) => (
          <div className="stack" key={mine.participantId}>
            <AnswerButtons meetingId={meeting.id} startsAt={meeting.startsAt} endsAt={meeting.endsAt} meetingName={headlineOf({ title: meeting.content?.title ?? null, group: meeting.group }, t)} mine={mine} />
            {meeting.groupLevel === 'GENERAL' && meeting.sight === 'content' && <Comment key={mine.comment} meeting={meeting} mine={mine} />}
          </div>
        ))}
    </Section>
  );
}
