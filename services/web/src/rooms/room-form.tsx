import { useState, type ReactNode } from 'react';
import { AddRoom, ChangeRoom, line, prose, roomLimits, type RawInput, type RoomView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { textRefused } from '../api/text-fault.js';
import { useAction } from '../api/use-action.js';
import { useFaults, type Found } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Line, Prose, Readers, Refused, useAnnounce } from '../ui/index.js';

interface Draft {
  readonly name: string;
  readonly address: string;
  readonly holds: string;
  readonly note: string;
}

const longestNote = 500;
const holdsIn = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed.replaceAll(/\s/g, '')));

/** What is missing or cannot be read, before anything is sent. */
function faultsOf({ name, address, holds, note }: Draft): Found {
  const text = (typed: string, max: number): string | undefined => (typed.trim() === '' ? 'field.text.missing' : textRefused(line(max), typed));
  const number = holdsIn(holds);
  const isNumber = number === null || (Number.isInteger(number) && number >= 1 && number <= roomLimits.holds);
  const all = { name: text(name, 80), address: text(address, 118), holds: isNumber ? undefined : 'rooms.holdsInvalid', note: textRefused(prose(longestNote), note) };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const sent = ({ name, address, holds, note }: Draft): RawInput<typeof AddRoom> => ({ name, address, holds: holdsIn(holds), note });

/** What is said of a room: of a new one, or of one that is there. What is typed stays when the hub refuses it. */
export function RoomForm({ room, onClose }: { room?: RoomView; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const prefix = `room-${room?.id ?? 'new'}`;
  // What the form began with: what another has changed since is not written over.
  const [version] = useState(room?.version);
  const [draft, setDraft] = useState<Draft>({ name: room?.name ?? '', address: room?.address ?? '', holds: room?.holds?.toString() ?? '', note: room?.note ?? '' });
  const done = ({ id, name }: RoomView): void => {
    isOutdated('room', id);
    onClose();
    announce(t('rooms.saved', { name }));
  };
  const add = useAction(AddRoom, done);
  const change = useAction(ChangeRoom, done);
  const { refusal, pending } = room ? change : add;
  const labels = { name: t('rooms.name'), address: t('rooms.address'), holds: t('rooms.holds'), note: t('rooms.note') };
  const faults = useFaults(labels, { prefix, refusal });
  const field = (name: keyof Draft) => ({ id: `${prefix}-${name}`, label: labels[name], fault: faults.at(name), value: draft[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }) });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.stop(faultsOf(draft))) return;
        void (room ? change.run({ roomId: room.id, ...sent(draft) }, version) : add.run(sent(draft)));
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} help={t('rooms.nameHelp')} />
      <Line {...field('address')} help={t('rooms.addressHelp')} />
      <Readers>{t('rooms.placeReaders')}</Readers>
      <Line narrow {...field('holds')} help={t('rooms.holdsHelp')} />
      <Prose {...field('note')} max={longestNote} help={t('rooms.noteHelp')} />
      <Readers>{t('rooms.readers')}</Readers>
      {faults.list.length === 0 && <Refused refusal={refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
