import { useEffect, useState } from 'react';
import { DraftReferral, EditDraft, ReferralDetails, SendReferral, type ReferralView } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { isOutdated } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { useAction } from '../api/use-action.js';
import { useMe } from '../shell/current.js';
import { inputOf, type Draft } from './draft.js';
import { forgetRequest, keepRequest } from './kept-request.js';

/** The request as the hub has it. */
export interface Saved {
  readonly id: string;
  readonly version: string;
}

/** A request that is written: what it holds, and how it is saved and sent. */
export interface Request {
  readonly draft: Draft;
  readonly change: (changed: Partial<Draft>) => void;
  /** Saves it as a draft of my unit's. Gives it as saved, or undefined when that was refused. */
  readonly save: () => Promise<Saved | undefined>;
  /** Sends what was saved last. True when it went. */
  readonly send: () => Promise<boolean>;
  readonly saved: Saved | undefined;
  readonly pending: boolean;
  readonly refusal: Refusal | null;
  /** What a colleague has saved over the version that I began with. */
  readonly theirs: ReferralView | null;
  /** Ends such a conflict: goes on from their version with this text. */
  readonly settle: (draft: Draft) => void;
}

/** Keeps a request while it is written: in the tab until it is saved, then with the hub. */
export function useRequest(begun: Draft, earlier: Saved | undefined): Request {
  const me = useMe().person.id;
  const [draft, setDraft] = useState(begun);
  const [saved, setSaved] = useState(earlier);
  const [theirs, setTheirs] = useState<ReferralView | null>(null);
  const [unread, setUnread] = useState<Refusal | null>(null);
  const remembered = ({ id, version }: ReferralView): void => {
    forgetRequest(me, draft.agendaItemId);
    setSaved({ id, version });
    isOutdated('referral', id);
  };
  const begin = useAction(DraftReferral, remembered);
  const edit = useAction(EditDraft, remembered);
  const sending = useAction(SendReferral, remembered);
  useEffect(() => {
    if (saved === undefined) keepRequest(me, draft);
  }, [me, draft, saved]);
  useEffect(() => {
    if (edit.refusal?.slug !== 'stale' || saved === undefined) return;
    void ask(ReferralDetails, { referralId: saved.id }).then(setTheirs, (error: unknown) => setUnread(asRefusal(error)));
  }, [edit.refusal]);
  const save = async (): Promise<Saved | undefined> => {
    setUnread(null);
    const input = inputOf(draft);
    return saved ? edit.run({ referralId: saved.id, ...input }, saved.version) : begin.run({ aboutIndividual: false, agendaItemId: draft.agendaItemId, ...input });
  };
  const send = async (): Promise<boolean> => saved !== undefined && (await sending.run({ referralId: saved.id })) !== undefined;
  const settle = (settled: Draft): void => {
    if (theirs === null) return;
    setDraft(settled);
    setSaved({ id: theirs.id, version: theirs.version });
    setTheirs(null);
    edit.reset();
  };
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const pending = begin.pending || edit.pending || sending.pending;
  return { draft, change, save, send, saved, pending, refusal: unread ?? begin.refusal ?? edit.refusal ?? sending.refusal, theirs, settle };
}
