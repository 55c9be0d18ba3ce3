import { createHash } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { AgendaPaper, NotAllowed, Problem, UnknownAuthority, type AgendaView, type Output } from '@knutpunkt/contracts';
import { Freshness, decide, namesOf } from '@knutpunkt/access';
import { Db, audit, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { resourceOf } from '../agenda/agenda.js';
import { viewOf } from '../agenda/agenda-view.js';
import { asSeenBy } from '../agenda/as-seen-by.js';
import { load, seenAgenda, type Loaded } from '../agenda/load.js';
import { paperOf } from './paper.js';
import { Press } from './press.js';
import { dateOf } from './swedish.js';

type Seen = { readonly view: AgendaView; readonly readers: string };

const names = { notice: 'kallelse', agenda: 'dagordning', notes: 'anteckningar' };

@Controller()
export class AgendaPaperHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness, private readonly press: Press) {}

  /** The paper is set after the transaction: it needs nothing but what the readers see. */
  @Handles(AgendaPaper)
  async paper({ caller, input, now }: Call<typeof AgendaPaper>): Promise<Output<typeof AgendaPaper>> {
    const { view, readers } = await this.db.as(caller, async (tx) => {
      const agenda = await seenAgenda(tx, input.meetingId, { freshness: this.freshness });
      const seen = await seenBy(tx, await load(tx, agenda, now), input.readers);
      await audit(tx, { action: 'agenda.paper', objectId: agenda.id, details: { paper: input.paper, readers: input.readers } });
      return seen;
    });
    const pdf = Buffer.from(await this.press.print(paperOf(view, { kind: input.paper, readers, now }), now));
    const [year, month, day] = dateOf(new Date(view.startsAt));
    const fileName = `${names[input.paper]}-${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}.pdf`;
    return { fileName, mediaType: 'application/pdf', base64: pdf.toString('base64'), sha256: createHash('sha256').update(pdf).digest('hex') };
  }
}

/** What the readers see of what the actor sees. Through an authority's eyes looks only who leads. */
async function seenBy(tx: ActorTx, loaded: Loaded, readers: string): Promise<Seen> {
  if (readers === 'me') return { view: viewOf(loaded, null), readers: (await namesOf(tx, { people: [tx.actor.personId] })).person(tx.actor.personId).name };
  if (readers === 'everyone') return { view: viewOf(asSeenBy(loaded, 'everyone'), null), readers: 'Alla deltagare' };
  if (!decide(tx.actor, 'agenda.lead', resourceOf(loaded.agenda))) throw new Problem(NotAllowed);
  if (!loaded.participants.some((p) => p.authority_id === readers)) throw Problem.at(UnknownAuthority, '/readers', 'This authority does not take part.');
  const { name, organisation } = loaded.names.authority(readers);
  return { view: viewOf(asSeenBy(loaded, { authorityId: readers }), null), readers: `${name}, ${organisation.name}` };
}
