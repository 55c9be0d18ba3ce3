import { useState, type ReactNode } from 'react';
import { InviteParticipants, type MeetingView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, PeopleField, Refused, type Choosable } from '../ui/index.js';
import { addresseesOf } from '../occasion/addressees.js';
import { useChange } from './use-change.js';
import { useParticipants } from './use-participants.js';

/** Invites more people or functions. Who is there already does not matter to it, so nobody else's change is in its way. */
export function InvitePanel({ meeting, onClose }: { meeting: MeetingView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const [isMissing, setMissing] = useState(false);
  const change = useChange(InviteParticipants, meeting, ({ status }) => status, onClose);
  const send = async (): Promise<void> => {
    setMissing(chosen.length === 0);
    if (chosen.length > 0) await change.send({ meetingId: meeting.id, ...addresseesOf([...chosen]) });
    else document.getElementById('chosen')?.focus();
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t('meeting.inviteHelp')}</p>
      <PeopleField
        id="chosen"
        label={t('call.people')}
        help={t('call.peopleHelp')}
        fault={isMissing && chosen.length === 0 ? t('field.people.missing') : undefined}
        chosen={chosen}
        onChoose={setChosen}
        useFound={useParticipants}
      />
      <Refused refusal={change.refusal} again={() => void send()} />
      <div className="row">
        <Button type="submit" weight="main" busy={change.pending}>
          {t('meeting.inviteSend')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
