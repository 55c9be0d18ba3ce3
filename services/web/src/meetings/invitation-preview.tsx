import { useDeferredValue, type ReactNode } from 'react';
import { InvitationOfMeeting, InviteParticipants, PreviewInvitation, PreviewSeries, type MeetingView, type RawInput } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { readOccasion, wallTimes } from '../occasion/occasion.js';
import { recurrenceOf } from '../series/repeat.js';
import { may } from '../shell/current.js';
import { Disclosure, Loaded, Section } from '../ui/index.js';
import type { Draft } from './draft.js';
import { PreviewedMails } from './previewed-mail.js';

type Asked = RawInput<typeof PreviewInvitation>;

/** The times of the meetings that a draft becomes; undefined until they can be read. */
function useTimes(draft: Draft): Asked['times'] | undefined {
  const typed = readOccasion(draft);
  const rule = draft.repeats ? recurrenceOf(typed, draft) : undefined;
  const plan = useAsk(PreviewSeries, rule ?? ({} as RawInput<typeof PreviewSeries>), { enabled: rule !== undefined, keep: true });
  if (draft.repeats) return plan.data?.meetings.length ? plan.data.meetings.map(({ startsAt, endsAt }) => ({ starts: startsAt, ends: endsAt })) : undefined;
  return typed.date && typed.starts && typed.ends && typed.starts < typed.ends ? [wallTimes(draft)] : undefined;
}

function Previewed({ asked }: { asked: Asked }): ReactNode {
  const { t } = useTexts();
  const preview = useAsk(PreviewInvitation, asked, { keep: true });
  return (
    <Loaded of={preview}>
      {(found) => (
        <>
          <PreviewedMails preview={found} />
          <p className="muted">{t('invitationPreview.link')}</p>
        </>
      )}
    </Loaded>
  );
}

/** What the recipients of a draft will find in their mailboxes, while it is written. */
export function InvitationPreviewOf({ draft, groupId }: { draft: Draft; groupId: string | undefined }): ReactNode {
  const { t } = useTexts();
  const later = useDeferredValue(draft);
  const times = useTimes(later);
  const isAddressed = later.whom === 'people' || groupId !== undefined;
  return (
    <Section title={t('invitationPreview.title')}>
      {times && isAddressed ? <Previewed asked={{ times, place: later.place, online: later.link.trim() !== '', groupId: groupId ?? null }} /> : <p className="muted">{t('invitationPreview.waits')}</p>}
    </Section>
  );
}

function OfMeeting({ meetingId }: { meetingId: string }): ReactNode {
  return <Loaded of={useAsk(InvitationOfMeeting, { meetingId })}>{(found) => <PreviewedMails preview={found} />}</Loaded>;
}

/** The same of a meeting that is called, for those who may invite to it. */
export function InvitationShown({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  if (!may(meeting, InviteParticipants)) return null;
  return (
    <div>
      <Disclosure weight="quiet" text={t('invitationPreview.show')}>
        {() => <OfMeeting meetingId={meeting.id} />}
      </Disclosure>
    </div>
  );
}
