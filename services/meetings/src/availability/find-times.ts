import { Controller } from '@nestjs/common';
import { FindTimes, NobodyInvited, NotAllowed, PeriodNotInFuture, Problem, UnknownParticipant, type Output } from '@knutpunkt/contracts';
import { Freshness, decide, namesOf, present } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { chosenFrom, groupOf, knownAmong, participantsOf, requireGroup, type Participant } from '../participants/invited.js';
import type { Merged, Stretch } from './merged.js';
import { bestOf, slotsOf, type Slot } from './suggest.js';
import { bounds, openings, tomorrow } from './workdays.js';

type Found = Output<typeof FindTimes>;
type Asking = Call<typeof FindTimes>;
interface Row { readonly asked_id: string; readonly busy: [string, string][] | null; readonly tentative: [string, string][] | null; readonly known: boolean }

const longest = 70 * 24 * 3_600_000;
const pieces = (column: string): string => `(select jsonb_agg(jsonb_build_array(lower(r), upper(r)) order by r) from unnest(b.${column}) r)`;
const asking = `select b.asked_id, ${pieces('busy')} as busy, ${pieces('tentative')} as tentative, b.known from busy_times($1, $2, $3) b`;

@Controller()
export class FindTimesHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(FindTimes)
  find(call: Asking): Promise<Found> {
    const { caller, input, now } = call;
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'meeting.find')) throw new Problem(NotAllowed);
      const during = periodOf(input, now);
      const asked = await this.askedOf(tx, input);
      const wanted = requiredAmong(asked, input.required);
      await audit(tx, { action: 'meeting.find', details: { asked: asked.map(idOf) } });
      const times = await timesOf(tx, asked, during);
      const { quorum, buffer, minutes, lunch, from, to } = input;
      const required = [...wanted, ...(await chairsAmong(tx, asked, input))];
      const slots = slotsOf(openings({ from, to, minutes, keepsLunch: lunch }), asked.map((one, at) => ({ organisation: one.organisation_id, time: times[at]!, isUnsure: one.function_id !== null || !times[at]?.known })), { quorum, required, buffer: buffer * 60_000 });
      return { asked: await namedOf(tx, asked), best: bestOf(slots).map(viewOf), slots: slots.map(viewOf) };
    });
  }

  /** The actor, the group's members and those chosen: whom a meeting could be called with, and nobody else. */
  private async askedOf(tx: ActorTx, input: Asking['input']): Promise<Participant[]> {
    const group = input.groupId ? await groupOf(tx, input.groupId) : null;
    requireGroup(input.groupId, group);
    if (group?.level === 'INDIVIDUAL') this.freshness.require();
    const asked = participantsOf(tx.actor, group, chosenFrom(await knownAmong(tx, input), input));
    if (asked.length < 2) throw Problem.at(NobodyInvited, '/people', 'Nobody besides you is asked about.');
    return [asked[0]!, ...asked.slice(1).toSorted((a, b) => idOf(a).localeCompare(idOf(b)))];
  }
}

const idOf = ({ person_id, function_id }: Participant): string => person_id ?? function_id!;

/** The period in Sweden, from tomorrow at the earliest, and at most ten weeks. Throws PeriodNotInFuture. */
function periodOf({ from, to }: Pick<Asking['input'], 'from' | 'to'>, now: Date): Stretch {
  const during = bounds(from, to);
  if (from < tomorrow(now) || from > to || during[1] - during[0] > longest) throw Problem.at(PeriodNotInFuture, '/from', 'The period must begin tomorrow or later, and last at most ten weeks.');
  return during;
}

/** The numbers of those without whom it cannot be. Throws UnknownParticipant for one who is not asked about. */
function requiredAmong(asked: readonly Participant[], required: readonly string[]): number[] {
  const numbers = required.map((id) => asked.findIndex((one) => idOf(one) === id));
  const errors = numbers.flatMap((number, at) => (number < 0 ? [{ pointer: `/required/${at}`, detail: 'This participant is not asked about.', code: UnknownParticipant.slug }] : []));
  if (errors.length) throw new Problem(UnknownParticipant, { errors });
  return numbers;
}

/** Those of the asked who chair the group now, by their number, where they must be able to come. */
async function chairsAmong(tx: ActorTx, asked: readonly Participant[], { chair, groupId }: Pick<Asking['input'], 'chair' | 'groupId'>): Promise<number[]> {
  if (!chair || !groupId) return [];
  const chairs = await tx.query<{ person_id: string }>("select person_id from memberships where group_id = $1 and role = 'chair' and valid_from <= now() and (valid_to is null or valid_to > now())", [groupId]);
  return asked.flatMap((one, at) => (chairs.some(({ person_id }) => person_id === one.person_id) ? [at] : []));
}

/** The merged time of each, in their order; null of whom nothing is told. */
async function timesOf(tx: ActorTx, asked: readonly Participant[], [from, to]: Stretch): Promise<((Merged & { known: boolean }) | null)[]> {
  const rows = new Map((await tx.query<Row>(asking, [asked.map(idOf), new Date(from), new Date(to)])).map((row) => [row.asked_id, row]));
  const stretches = (given: [string, string][] | null): Stretch[] => (given ?? []).map(([a, b]): Stretch => [Date.parse(a), Date.parse(b)]);
  return asked.map((one) => { const row = rows.get(idOf(one)); return row ? { busy: stretches(row.busy), tentative: stretches(row.tentative), known: row.known } : null; });
}

async function namedOf(tx: ActorTx, asked: readonly Participant[]): Promise<Found['asked']> {
  const names = await namesOf(tx, { people: present(asked.map((one) => one.person_id)), functions: present(asked.map((one) => one.function_id)), organisations: asked.map((one) => one.organisation_id) });
  return asked.map((one) => ({ person: one.person_id ? names.person(one.person_id) : null, function: one.function_id ? names.function(one.function_id) : null, organisation: names.organisation(one.organisation_id) }));
}

const viewOf = ({ stretch: [from, to], ...slot }: Slot): Found['slots'][number] => ({ ...slot, each: [...slot.each], startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() });
