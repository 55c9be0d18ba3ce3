import { useMemo, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { OpenPoll, PollDetails, type GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated, remember } from '../api/outdated.js';
import type { Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useFaults, type Faults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';
import { takeSuggested } from './suggested.js';
import { emptyPoll, inputOf, pollFaults, type PollDraft, type TypedTime } from './poll-draft.js';

const about = { 'nobody-invited': 'people', 'unknown-group': 'groupId', 'only-members-at-individual-level': 'people', 'poll-closes-too-late': 'closes', 'poll-closes-in-the-past': 'closes' };
const aboutTheDate = new Set(['no-such-date', 'meeting-in-the-past', 'same-time-twice']);

/** Pointers into the list of times as names of fields: what is wrong with the day stands at the date. */
function atFields(refusal: Refusal | null): Refusal | null {
  if (refusal === null) return null;
  const errors = refusal.errors.map((error) => {
    const [, list, at, name] = error.pointer.split('/');
    return list === 'options' && at !== undefined ? { ...error, pointer: `/options-${at}-${aboutTheDate.has(error.code ?? refusal.slug) ? 'date' : (name ?? 'date')}` } : error;
  });
  return Object.assign(Object.create(Object.getPrototypeOf(refusal) as object) as Refusal, refusal, { errors });
}

/** Writing a poll and opening it. */
export interface Opening {
  readonly draft: PollDraft;
  readonly set: (change: Partial<PollDraft>) => void;
  readonly faults: Faults;
  readonly refusal: Refusal | null;
  readonly pending: boolean;
  readonly send: () => void;
  readonly isIndividual: boolean;
}

/** Opens the poll that a form holds; what is refused is shown beside the fields. */
export function useOpenPoll(groups: readonly z.infer<typeof GroupSummary>[]): Opening {
  const { t } = useTexts();
  const [draft, setDraft] = useState<PollDraft>(() => ({ ...emptyPoll, ...takeSuggested() }));
  const navigate = useNavigate();
  const announce = useAnnounce();
  const open = useAction(OpenPoll, (poll) => {
    remember(PollDetails, { pollId: poll.id }, poll);
    isOutdated('poll', poll.id);
    announce(t('polls.opened'));
    void navigate({ to: '/omrostningar/$pollId', params: { pollId: poll.id } });
  });
  const refusal = useMemo(() => atFields(open.refusal), [open.refusal]);
  const timeLabels = draft.times.flatMap((_: TypedTime, at) => (['date', 'starts', 'ends'] as const).map((name) => [`options-${at}-${name}`, `${t('polls.timeNumber', { number: at + 1 })}, ${t(`call.${name}`).toLowerCase()}`]));
  const labels = { groupId: t('call.group'), people: t('call.people'), ...Object.fromEntries(timeLabels), closes: t('polls.closesOn'), closesAt: t('polls.closesAt'), title: t('call.meetingTitle'), about: t('call.about'), place: t('call.place'), link: t('call.link') };
  const faults = useFaults(labels, { prefix: 'poll', refusal, about });
  const isIndividual = groups.find(({ id }) => id === draft.groupId)?.level === 'INDIVIDUAL';
  const send = (): void => {
    if (!faults.stop(pollFaults(draft))) void open.run(inputOf(draft, isIndividual));
  };
  return { draft, set: (change) => setDraft({ ...draft, ...change }), faults, refusal, pending: open.pending, send, isIndividual };
}
