import type { ReactNode } from 'react';
import type { InvitationPreview } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { SubHeading } from '../ui/index.js';

type Recipient = InvitationPreview['recipients'][number];
type Mail = NonNullable<Recipient['mail']>;

/** The entry that a calendar takes over, as the calendar reads it. */
function Entry({ entry, to }: { entry: NonNullable<Mail['entry']>; to: string }): ReactNode {
  const { t } = useTexts();
  const isOnlySelf = entry.attendees.length === 1 && entry.attendees[0] === to;
  return (
    <dl className="facts">
      <dt>{t('invitationPreview.file')}</dt>
      <dd>{entry.meetings === 1 ? entry.fileName : t('invitationPreview.fileOf', { file: entry.fileName, count: entry.meetings })}</dd>
      <dt>{t('invitationPreview.summary')}</dt>
      <dd>{entry.summary}</dd>
      <dt>{t('invitationPreview.location')}</dt>
      <dd>{entry.location ?? t('invitationPreview.noLocation')}</dd>
      <dt>{t('invitationPreview.description')}</dt>
      <dd className="prose">{entry.description}</dd>
      <dt>{t('invitationPreview.attendees')}</dt>
      <dd>{isOnlySelf ? t('invitationPreview.onlySelf') : entry.attendees.join(', ') || t('invitationPreview.noAttendees')}</dd>
    </dl>
  );
}

function MailShown({ mail }: { mail: Mail }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="letter">
      <dl className="facts">
        <dt>{t('invitationPreview.from')}</dt>
        <dd>{mail.from}</dd>
        <dt>{t('invitationPreview.subject')}</dt>
        <dd>{mail.subject}</dd>
      </dl>
      <strong>{t('invitationPreview.text')}</strong>
      <div className="prose">{mail.text.trim()}</div>
      {mail.entry && (
        <>
          <strong>{t(mail.entry.meetings === 1 ? 'invitationPreview.entry' : 'invitationPreview.entries')}</strong>
          <Entry entry={mail.entry} to={mail.to} />
        </>
      )}
    </div>
  );
}

/** What lies in each kind of recipient's mailbox, word for word; what is the same is shown once. */
export function PreviewedMails({ preview: { recipients } }: { preview: InvitationPreview }): ReactNode {
  const { t } = useTexts();
  const first = JSON.stringify(recipients[0]?.mail);
  const shown = ({ mail, kind }: Recipient, at: number): ReactNode => {
    if (!mail) return <p>{t(`invitationPreview.none.${kind}`)}</p>;
    return at > 0 && JSON.stringify(mail) === first ? <p>{t('invitationPreview.same')}</p> : <MailShown mail={mail} />;
  };
  return (
    <>
      <p>{t('invitationPreview.lead')}</p>
      {recipients.map((recipient, at) => (
        <div key={recipient.kind}>
          <SubHeading>{t(`invitationPreview.${recipient.kind}`)}</SubHeading>
          {shown(recipient, at)}
        </div>
      ))}
    </>
  );
}
