import { useState, type ReactNode } from 'react';
import { RemoveParticipant, type MeetingView, type ParticipantView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Confirm, Refused, Section, SubHeading, Tag } from '../ui/index.js';
import { AnswerTag } from './answer-tag.js';
import { byOrganisation, nameOf } from './participants-by.js';
import { ProposedTime } from './proposed-time.js';
import { RepliesTable } from './replies-table.js';
import { Silent } from './silent.js';
import { NotReached, useUnreached, type Unreached } from './unreached.js';
import { useChange } from './use-change.js';

type Participant = z.infer<typeof ParticipantView>;

function Removal({ meeting, participant, onClose }: { meeting: MeetingView; participant: Participant; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const change = useChange(RemoveParticipant, meeting, ({ status }) => status, onClose);
  const name = nameOf(participant);
  return (
    <Confirm
      title={t('meeting.removeTitle', { name })}
      act={t('meeting.remove')}
      leave={t('action.cancel')}
      busy={change.pending}
      onAct={() => void change.send({ meetingId: meeting.id, participantId: participant.id })}
      onLeave={onClose}
    >
      <p>{t('meeting.removeText', { name })}</p>
      <Refused refusal={change.refusal} />
    </Confirm>
  );
}

interface Shown {
  meeting: MeetingView;
  participant: Participant;
  asked: boolean;
  lost: Unreached | undefined;
  onRemove: () => void;
}

function One({ meeting, participant, asked, lost, onRemove }: Shown): ReactNode {
  const { t } = useTexts();
  const { person, via, unheld, reply } = participant;
  const name = nameOf(participant);
  return (
    <li className="row">
      <span>
        {name}
        {person && <span className="muted">, {person.title}</span>}
      </span>
      {via === 'organiser' && <Tag>{t('meeting.organiserMark')}</Tag>}
      {asked && unheld && <span className="muted">{t('meeting.unheld')}</span>}
      {asked && <AnswerTag answer={reply?.answer ?? null} />}
      {lost && <NotReached lost={lost} />}
      {reply?.comment && <q className="muted">{reply.comment}</q>}
      {reply?.by && reply.by.id !== person?.id && <span className="muted">{t('meeting.answeredBy', { name: reply.by.name })}</span>}
      {reply?.byMail && <span className="muted">{t('meeting.answeredByMail')}</span>}
      {reply?.handedTo && <span>{t('meeting.handedTo', { name: reply.handedTo.name })}</span>}
      <ProposedTime meeting={meeting} participant={participant} />
      {participant.may.includes('remove') && (
        <Button small weight="quiet" aria-label={`${t('meeting.remove')}: ${name}`} onClick={onRemove}>
          {t('meeting.remove')}
        </Button>
      )}
    </li>
  );
}

/** Who is called, organisation by organisation, what they have answered, and who has not. */
export function Participants({ meeting, content }: { meeting: MeetingView; content: NonNullable<MeetingView['content']> }): ReactNode {
  const { t } = useTexts();
  const [removing, setRemoving] = useState<Participant | null>(null);
  const present = content.participants.filter((one) => !one.removed);
  const asked = meeting.status === 'called';
  const unreached = useUnreached(meeting);
  return (
    <Section title={t('meeting.people')}>
      {content.list !== 'open' && <p>{t(`meeting.list.${content.list}`)}</p>}
      {asked && content.byOrganisation.length > 0 && <RepliesTable replies={content.byOrganisation} />}
      {asked && content.list !== 'hidden' && <Silent meeting={meeting} content={content} />}
      {unreached.unknown && <p className="muted">{t('meeting.unreachedUnknown')}</p>}
      {byOrganisation(present).map(({ organisation, participants }) => (
        <div key={organisation.id}>
          <SubHeading>{organisation.name}</SubHeading>
          <ul className="plain-list dense">
            {participants.map((one) => (
              <One key={one.id} meeting={meeting} participant={one} asked={asked} lost={unreached.of(one.id)} onRemove={() => setRemoving(one)} />
            ))}
          </ul>
        </div>
      ))}
      {removing && <Removal meeting={meeting} participant={removing} onClose={() => setRemoving(null)} />}
    </Section>
  );
}
