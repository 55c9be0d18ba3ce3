import { useState, type ReactNode } from 'react';
import { AddRoom, ChangeRoom, RemoveRoom, Rooms, type RoomView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Button, Confirm, Disclosure, Empty, Loaded, Page, Refused, Section, SubHeading, useAnnounce } from '../ui/index.js';
import { RoomForm } from './room-form.js';

function Removing({ room: { id, name, version } }: { room: RoomView }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const remove = useAction(RemoveRoom, () => {
    setAsking(false);
    isOutdated('room', id);
    announce(t('rooms.removed', { name }));
  });
  return (
    <>
      <Button small aria-label={t('rooms.removeOf', { name })} onClick={() => setAsking(true)}>
        {t('rooms.remove')}
      </Button>
      {asking && (
        <Confirm title={t('rooms.removeTitle', { name })} act={t('rooms.remove')} leave={t('action.cancel')} busy={remove.pending} onAct={() => void remove.run({ roomId: id }, version)} onLeave={() => setAsking(false)}>
          <p>{t('rooms.removeText')}</p>
          <Refused refusal={remove.refusal} />
        </Confirm>
      )}
    </>
  );
}

function Room({ room }: { room: RoomView }): ReactNode {
  const { t } = useTexts();
  const { name, address, holds, note } = room;
  return (
    <li className="stack">
      <SubHeading>{name}</SubHeading>
      <p>{holds === null ? address : `${address} · ${t('rooms.seats', { count: holds })}`}</p>
      {note !== '' && <p className="prose">{note}</p>}
      {may(room, ChangeRoom) && (
        <div className="row no-print">
          <Disclosure text={t('rooms.change')} label={t('rooms.changeOf', { name })}>
            {(close) => <RoomForm room={room} onClose={close} />}
          </Disclosure>
          <Removing room={room} />
        </div>
      )}
    </li>
  );
}

/** The rooms of the own organisation, which its people pick from when they call a meeting; its administrators keep them. */
export function RoomsPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const asked = useAsk(Rooms, {}, { enabled: administers });
  if (!administers) return <NotFoundPage />;
  return (
    <Page title={t('rooms.title')} lead={t('rooms.lead')}>
      <Loaded of={asked}>
        {(rooms) => (
          <>
            {may(rooms, AddRoom) && (
              <div className="row no-print">
                <Disclosure text={t('rooms.add')} weight="main">
                  {(close) => <RoomForm onClose={close} />}
                </Disclosure>
              </div>
            )}
            <Section title={t('rooms.ours')}>
              {rooms.items.length === 0 && <Empty text={t('rooms.none')} />}
              <ul className="plain-list">
                {rooms.items.map((room) => (
                  <Room key={room.id} room={room} />
                ))}
              </ul>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
