import { textRefused } from '../api/text-fault.js';
import { ProposeItem, type Input, type ItemView } from '@knutpunkt/contracts';
import type { Found } from '../api/use-faults.js';

/** An item as it is typed. */
export interface ItemDraft {
  readonly title: string;
  readonly background: string;
  readonly type: Input<typeof ProposeItem>['type'];
  /** Whole minutes as typed; empty where nobody has said. */
  readonly minutes: string;
  /** Empty where nobody presents. */
  readonly presenterId: string;
}

/** An item's contents as they are sent. */
export type SentItem = Pick<Input<typeof ProposeItem>, 'title' | 'background' | 'type' | 'minutes' | 'presenterId'>;

/** Nothing typed yet. */
export const emptyItem: ItemDraft = { title: '', background: '', type: 'discussion', minutes: '', presenterId: '' };

/** An item as it stands, to be changed. */
export const draftOf = (content: NonNullable<ItemView['content']>): ItemDraft => ({
  title: content.title,
  background: content.background,
  type: content.type,
  minutes: content.minutes === null ? '' : String(content.minutes),
  presenterId: content.presenter?.id ?? '',
});

const minutesOf = ({ minutes }: ItemDraft): number | null => (minutes.trim() === '' ? null : /^\d+$/.test(minutes.trim()) ? Number(minutes.trim()) : Number.NaN);

/** What is sent of a draft. Only for one that has no faults. */
export const sentOf = (draft: ItemDraft): SentItem => ({
  title: draft.title,
  background: draft.background,
  type: draft.type,
  minutes: minutesOf(draft),
  presenterId: draft.presenterId || null,
});

/** What is wrong with a draft, by the same rules as the hub has. */
export function faultsOfItem(draft: ItemDraft): Found {
  const { title, background, minutes } = ProposeItem.input.shape;
  const titleFault = draft.title.trim() === '' ? 'field.title.missing' : textRefused(title, draft.title);
  const backgroundFault = textRefused(background, draft.background);
  return {
    ...(titleFault && { title: titleFault }),
    ...(backgroundFault && { background: backgroundFault }),
    ...(minutes.safeParse(minutesOf(draft)).success ? {} : { minutes: 'field.minutes.invalid' }),
  };
}
