import { useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { UseFormReturn } from 'react-hook-form';
import { MeetingDetails, RecordHeldMeeting, ScheduleMeeting, ScheduleSeries, SeriesDetails, type MeetingView, type SeriesView } from '@knutpunkt/contracts';
import { isOutdated, remember } from '../api/outdated.js';
import type { Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { seriesCallOf } from '../series/series-call.js';
import { useMe } from '../shell/current.js';
import { useAnnounce } from '../ui/index.js';
import { callOf, type Draft } from './draft.js';
import { showRefused } from '../occasion/form.js';
import { forgetDraft } from './kept-draft.js';

const fields = ['groupId', 'chosen', 'date', 'starts', 'ends', 'repeatHow', 'place', 'link', 'title', 'about'];

/** Sending a draft: what it needs to show, and how often it was stopped. */
export interface Calling {
  readonly send: () => Promise<void>;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  readonly isShownAtFields: boolean;
  readonly round: number;
  /** Says that it was stopped once more, so that the list of faults is read again. */
  readonly stopped: () => void;
}

/** What was written is a meeting now: neither this tab nor the hub has a draft of it any more. */
function useDraftEnded(form: UseFormReturn<Draft>): () => void {
  const { person } = useMe();
  return () => {
    const saved = form.getValues('saved');
    forgetDraft(person.id, saved?.id);
    if (saved) isOutdated('meeting-draft', saved.id);
  };
}

function useCalled(form: UseFormReturn<Draft>): (view: MeetingView) => void {
  const { t } = useTexts();
  const ended = useDraftEnded(form);
  const announce = useAnnounce();
  const navigate = useNavigate();
  return (view) => {
    ended();
    remember(MeetingDetails, { meetingId: view.id }, view);
    isOutdated('meeting', view.id);
    announce(t(view.status === 'held' ? 'meeting.recorded' : 'meeting.called'));
    void navigate({ to: '/moten/$meetingId', params: { meetingId: view.id } });
  };
}

function useCalledSeries(form: UseFormReturn<Draft>): (view: SeriesView) => void {
  const { t } = useTexts();
  const ended = useDraftEnded(form);
  const announce = useAnnounce();
  const navigate = useNavigate();
  return (view) => {
    ended();
    remember(SeriesDetails, { seriesId: view.id }, view);
    isOutdated('meeting', view.meetings[0]!.meetingId);
    announce(t('series.called', { count: view.meetings.length }));
    void navigate({ to: '/serier/$seriesId', params: { seriesId: view.id } });
  };
}

/** Calls the meeting that a form holds, or enters it when it has been held; what the hub refuses is shown beside the fields. */
export function useCall(form: UseFormReturn<Draft>, isIndividual: boolean): Calling {
  const called = useCalled(form);
  const schedule = useAction(ScheduleMeeting, called);
  const record = useAction(RecordHeldMeeting, called);
  const repeated = useAction(ScheduleSeries, useCalledSeries(form));
  const [round, setRound] = useState(0);
  const [isShownAtFields, setShown] = useState(false);
  const kindOf = ({ held, repeats }: Pick<Draft, 'held' | 'repeats'>): 'held' | 'series' | 'one' => (held ? 'held' : repeats ? 'series' : 'one');
  const action = { held: record, series: repeated, one: schedule }[kindOf(form.watch())];
  const stopped = (): void => setRound((before) => before + 1);
  const send = form.handleSubmit(async (draft) => {
    if (kindOf(draft) === 'series') await repeated.run(seriesCallOf(draft, isIndividual));
    else await (draft.held ? record : schedule).run(callOf(draft, isIndividual));
  }, stopped);
  useEffect(() => {
    if (action.refusal === null) return;
    setShown(showRefused(action.refusal, form.setError, fields));
    stopped();
  }, [action.refusal, form.setError]);
  return { send, pending: action.pending, refusal: action.refusal, isShownAtFields, round, stopped };
}
