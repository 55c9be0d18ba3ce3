import { useState, type ReactNode } from 'react';
import { EndFeed, MakeFeed, OwnFeed, type FeedView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Confirm, Loaded, Refused, Section, useAnnounce } from '../ui/index.js';
import { FeedAddress } from './feed-address.js';

type Feed = z.infer<typeof FeedView>;

/** Asks before the address that calendars have is made useless. */
function EndFeedDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const end = useAction(EndFeed, () => {
    announce(t('myCalendars.ended'));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('myCalendars.endTitle')} act={t('myCalendars.end')} leave={t('action.cancel')} busy={end.pending} onAct={() => void end.run({})} onLeave={onClose}>
      <p>{t('myCalendars.endText')}</p>
      <Refused refusal={end.refusal} />
    </Confirm>
  );
}

function ChangeFeedDialog({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const make = useAction(MakeFeed, ({ secret }) => {
    onMade(secret);
    onClose();
  });
  return (
    <Confirm title={t('myCalendars.changeTitle')} act={t('myCalendars.change')} leave={t('action.cancel')} busy={make.pending} onAct={() => void make.run({})} onLeave={onClose}>
      <p>{t('myCalendars.changeText')}</p>
      <Refused refusal={make.refusal} />
    </Confirm>
  );
}

function NoFeed({ onMade }: { onMade: (secret: string) => void }): ReactNode {
  const { t } = useTexts();
  const make = useAction(MakeFeed, ({ secret }) => onMade(secret));
  return (
    <>
      <p>{t('myCalendars.none')}</p>
      <Refused refusal={make.refusal} />
      <Button busy={make.pending} onClick={() => void make.run({})}>
        {t('myCalendars.make')}
      </Button>
    </>
  );
}

function TheFeed({ feed, secret, onMade, again }: { feed: Feed; secret: string | null; onMade: (secret: string) => void; again: () => void }): ReactNode {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState<'change' | 'end' | null>(null);
  const close = (): void => setAsking(null);
  const fetched = feed.lastFetchedAt ? t('myCalendars.fetched', { when: momentInWords(feed.lastFetchedAt, language) }) : t('myCalendars.neverFetched');
  return (
    <>
      {secret ? <FeedAddress secret={secret} /> : <p>{t('myCalendars.isMade')}</p>}
      <p className="muted">{`${t('myCalendars.madeAt', { when: momentInWords(feed.madeAt, language) })} · ${fetched}`}</p>
      <div className="row">
        <Button small onClick={() => setAsking('change')}>
          {t('myCalendars.change')}
        </Button>
        <Button small onClick={() => setAsking('end')}>
          {t('myCalendars.end')}
        </Button>
      </div>
      {asking === 'change' && <ChangeFeedDialog onMade={onMade} onClose={close} />}
      {asking === 'end' && <EndFeedDialog onDone={again} onClose={close} />}
    </>
  );
}

/** The own meetings in the telephone's or the computer's calendar: by an address that is made, changed and ended here. */
export function OwnFeedPart(): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const asked = useAsk(OwnFeed, {});
  const [secret, setSecret] = useState<string | null>(null);
  const made = (one: string): void => {
    setSecret(one);
    announce(t('myCalendars.made'));
    void asked.refetch();
  };
  const again = (): void => {
    setSecret(null);
    void asked.refetch();
  };
  return (
    <Section title={t('myCalendars.title')}>
      <p>{t('myCalendars.help')}</p>
      <Loaded of={asked}>{({ feed }) => (feed ? <TheFeed feed={feed} secret={secret} onMade={made} again={again} /> : <NoFeed onMade={made} />)}</Loaded>
    </Section>
  );
}
