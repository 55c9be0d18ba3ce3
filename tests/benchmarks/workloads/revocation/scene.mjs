import { meetingBody } from '../meetings.mjs';
import { Asking, until } from './asking.mjs';

/** Who keeps the group, who administers its owner and the other organisation, and who answers invitations. */
export const who = { secretary: 'brasam.kop', owner: 'admin.kop', partner: 'admin.pol', answers: 'rektor.kop' };

const month = 30 * 86_400_000;

/** A general group with a meeting, its agenda, and a request that hangs on an item of it, which the group's members read. */
export async function scene(demo) {
  const asking = new Asking(demo);
  const does = (...asked) => asking.does(...asked);
  const { items: groups } = await does(who.secretary, ['GET', '/groups']);
  const groupId = groups.find(({ name }) => name.startsWith('Unggruppen')).id;
  const { id: meetingId } = await does(who.secretary, ['POST', '/meetings', JSON.parse(meetingBody(groupId))]);
  await until(async () => (await asking.ask(who.secretary, ['GET', `/agendas/${meetingId}`])).status === 200, 'the agenda');
  const { id: agendaItemId } = await does(who.secretary, ['POST', `/agendas/${meetingId}/items`, { title: 'Läget', background: 'Vad vi ser.', type: 'information' }]);
  const { items } = await does(who.secretary, ['GET', `/possible-participants?search=${encodeURIComponent('Kommunpolisen i LPO Västra')}`]);
  const functionId = items.find(({ kind }) => kind === 'function').function.id;
  const { id: requestId } = await does(who.secretary, ['POST', '/referrals', { aboutIndividual: false, functionId, title: 'Kan ni komma?', body: 'Vi går igenom läget.', agendaItemId }]);
  await does(who.secretary, ['POST', `/referrals/${requestId}/send`, {}]);
  return { asking, groupId, meetingId, answering: await answering(asking, groupId), called: new Set([meetingId]) };
}

/** An answer to one after the other of some meetings. */
async function answering(asking, groupId) {
  const questions = [];
  for (let n = 0; n < 10; n += 1) {
    const { id } = await asking.does(who.secretary, ['POST', '/meetings', JSON.parse(meetingBody(groupId))]);
    const { mine, startsAt } = await asking.does(who.answers, ['GET', `/meetings/${id}`]);
    questions.push(['PUT', `/meetings/${id}/reply`, { participantId: mine[0].participantId, startsAt, answer: 'yes' }]);
  }
  let turn = 0;
  return () => questions[turn++ % questions.length];
}

/** An agreement in force between the group's owner and the other organisation, for a month. */
export async function agreed({ asking }) {
  const { items } = await asking.does(who.owner, ['GET', '/organisations']);
  const other = items.find(({ name }) => name === 'Polismyndigheten').id;
  const period = { validFrom: new Date(Date.now() - 1_000).toISOString(), validTo: new Date(Date.now() + month).toISOString() };
  const { id, version } = await asking.does(who.owner, ['POST', '/agreements', { name: 'Samverkan', purposes: ['Trygghet'], areas: ['Ungdomar'], parties: [other], ...period }]);
  return (await asking.does(who.partner, ['POST', `/agreements/${id}/accept`, {}], version)).id;
}
