import { everybody, type Who } from '../leaks/histories/county.js';
import { authorityOf, leads, reads, type Meeting, type World } from '../leaks/histories/model.js';
import type { Call } from './calls.js';

/** The meetings of the scene whose participants are known to those who lead them alone. */
const hidden = ['möte1', 'möte6'];

/** Who sees who takes part. */
export const seesList = (w: World, who: Who, m: Meeting): boolean => reads(w, who, m) && (!hidden.includes(m.label) || leads(w, who, m));
/** Who may ask whether somebody of an authority takes part. */
export const maySound = (w: World, who: Who, { meeting, authority }: { meeting: Meeting; authority: string }): boolean => !hidden.includes(meeting.label) || leads(w, who, meeting) || authorityOf(who) === authority;

/** Hides them, in both services that keep who takes part. One has worked elsewhere since: that row is the own one by the person alone. */
export async function hideLists(sql: (service: string, statement: string) => Promise<unknown>, id: (label: string) => string): Promise<void> {
  const those = hidden.map((label) => `'${id(label)}'`).join(', ');
  await sql('meetings', `update meetings set list_hidden = true where id in (${those})`);
  await sql('agendas', `update agendas set list_hidden = true where id in (${those})`);
  await sql('agendas', `update participants set hidden = true where agenda_id in (${those})`);
  await sql('agendas', `update participants set authority_id = '${id('STYR')}' where agenda_id = '${id('möte1')}' and person_id = '${id('cilla')}'`);
}

/** Who leads, and whose answers are counted for whom. A seat of former days, or one to come, leads nothing beside an ordinary one that holds; nor does one that the session does not reach. */
export function ofHiddenLists(w: World, id: (label: string) => string): Call[] {
  const meetings = (of: string, sql: string, may: (who: Who) => boolean, before?: string, level?: number): Call => ({ service: 'meetings', of, sql, may, ...(before ? { before } : {}), ...(level ? { level } : {}) });
  return w.meetings.flatMap((m): Call[] => {
    const it = `'${id(m.label)}'`;
    const asked = `select where leads_meeting(${it})`;
    const ofNobody = `update meetings set organiser_id = gen_random_uuid() where id = ${it}`;
    const besides = (validity: string): string => `${ofNobody}; insert into memberships select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'role', 'member'))).* from memberships m where m.role = 'secretary'; update memberships set ${validity} where role = 'secretary'`;
    const seated = (who: Who): boolean => leads(w, who, { ...m, organiser: everybody.find((one) => one !== who)! });
    return [
      meetings('leads_meeting', asked, (who) => leads(w, who, m)), meetings('leads_meeting', asked, seated, ofNobody), meetings('leads_meeting', asked, (who) => seated(who) && m.group !== 'SIG', ofNobody, 2),
      ...["valid_to = now() - interval '1 hour'", "valid_from = now() + interval '1 hour'"].map((validity) => meetings('leads_meeting', asked, () => false, besides(validity))),
      meetings('participants_of', `select * from participants_of(${it})`, (who) => reads(w, who, m)), meetings('taking_part', `select from taking_part(array[${it}::uuid]) where replies is not null`, (who) => seesList(w, who, m)),
    ];
  });
}
