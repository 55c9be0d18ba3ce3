import type { ReactNode } from 'react';
import type { PollView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Disclosure, Section, Tag } from '../ui/index.js';
import { RepliesTable } from '../meetings/replies-table.js';
import { OptionRows, Tally } from './option-rows.js';

const tones = { yes: 'good', maybe: 'unsure', no: 'bad' } as const;

/** Who has said what, one person or function after another, by time. */
function ByVoter({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  return (
    <div className="scroll">
      <table className="fine matrix">
        <caption className="hidden">{t('polls.whoSaidWhat')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('meeting.participant')}</th>
            {poll.options.map(({ option, startsAt }) => (
              <th scope="col" key={option}>
                {momentInWords(startsAt, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {poll.voters.map((one) => (
            <tr key={one.voter}>
              <th scope="row">{`${(one.person ?? one.function)!.name}, ${one.organisation.name}`}</th>
              {poll.options.map(({ option, startsAt }) => {
                const vote = one.votes?.find((v) => v.option === option)?.vote;
                return (
                  <td key={option}>
                    <span className="of">{momentInWords(startsAt, language)}</span> {vote ? <Tag tone={tones[vote]}>{t(`polls.vote.${vote}`)}</Tag> : t('answer.missing')}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What has been answered, in all and organisation by organisation, as far as it may be seen now. */
export function Results({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  if (poll.options.every(({ tally }) => tally === null)) return <p className="muted">{t('polls.hiddenNow')}</p>;
  return (
    <Section title={t('polls.result')}>
      <OptionRows poll={poll}>
        {(option) => (
          <>
            <Tally option={option} />
            <div className="row">
              <Disclosure text={t('meeting.byOrganisation')} label={t('polls.byOrganisationOf', { time: momentInWords(option.startsAt, language) })}>
                {() => <RepliesTable replies={option.byOrganisation ?? []} maybe="polls.vote.maybe" />}
              </Disclosure>
            </div>
          </>
        )}
      </OptionRows>
      <div className="row">
        <Disclosure text={t('polls.whoSaidWhat')}>{() => <ByVoter poll={poll} />}</Disclosure>
      </div>
    </Section>
  );
}
