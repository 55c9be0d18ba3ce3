import { press, said } from './at-meeting.js';
import { expect, test } from './journey.js';
import { onMyDay } from './my-day.js';
import { answerFirst, chooseReceiver, goTo, northernPolice, police, receive, rescue, sendRequest, writeStep } from './requesting.js';
import { expectUsableOnEither } from './screen.js';

const run = Date.now();
const title = `Trygghetsvandring i mars ${run}`;
const question = 'Vilken vecka tänker ni er?';
const answer = 'Vecka 11.';
const feedback = 'Vi går med torsdagen den veckan.';

test('a worry about a child is turned to the social welfare board before anything can be written', async ({ enter }) => {
  const rut = await enter('rektor.kop', '/forfragningar/ny');
  await answerFirst(rut, 0, 'Ja');
  await expect(rut.getByText('Gör en orosanmälan till socialnämnden – inte en förfrågan här')).toBeVisible();
  await expect(rut.getByText('Är faran akut: ring 112.')).toBeVisible();
  await expect(rut.getByRole('textbox')).toHaveCount(0);
  await expect(rut.getByRole('button', { name: 'Nästa' })).toHaveCount(0);
});

test('a request is sent, taken, received, asked about, answered, fed back and closed', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  await test.step('Köping asks the rescue service', () => sendRequest(brita, { receiver: rescue, title, body: 'Kan ni gå med en kväll?' }));

  const rasmus = await enter('chef.rtm');
  await test.step('the receiver sees it on Min dag, takes it, gives a receipt and asks', async () => {
    const waiting = await onMyDay(rasmus, 'Att svara på', title);
    await expect(waiting).toContainText('Förfrågan, svar senast');
    await waiting.getByRole('link', { name: title }).click();
    await press(rasmus, 'Jag tar den');
    await said(rasmus, 'Du har tagit förfrågan.');
    await receive(rasmus);
    await writeStep(rasmus, { open: 'Fråga efter mer', field: 'Er fråga', text: question, send: 'Skicka frågan' });
    await expect(rasmus.getByText(question)).toBeVisible();
  });

  await test.step('the sender sees the question live and answers', async () => {
    await expect(brita.getByText(question)).toBeVisible();
    await writeStep(brita, { open: 'Svara på frågan', field: 'Ert svar', text: answer, send: 'Skicka svaret' });
    await expect(rasmus.getByText(answer)).toBeVisible();
  });

  await test.step('the receiver accepts and feeds back, and the sender closes', async () => {
    await press(rasmus, 'Anta');
    await press(rasmus, 'Anta förfrågan');
    await said(rasmus, 'Förfrågan är antagen.');
    await writeStep(rasmus, { open: 'Återkoppla', field: 'Vad kom ni fram till?', text: feedback, send: 'Skicka återkopplingen' });
    await expect(brita.getByText(feedback)).toBeVisible();
    await press(brita, 'Avsluta förfrågan');
    await said(brita, 'Förfrågan är avslutad.');
  });
});

test('a request is declined with a reason that the sender reads', async ({ enter }) => {
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  const path = await sendRequest(brita, { receiver: rescue, title: `Brandfilt till gården ${run}`, body: 'Kan vi låna en?' });
  const rasmus = await enter('chef.rtm', path);
  await receive(rasmus);
  await press(rasmus, 'Avböj');
  await press(rasmus, 'Avböj förfrågan');
  await expect(rasmus.getByRole('textbox', { name: 'Varför avböjer ni?' })).toHaveAccessibleDescription(/Skriv/);
  await rasmus.getByRole('textbox', { name: 'Varför avböjer ni?' }).fill('Vi lånar inte ut utrustning.');
  await press(rasmus, 'Avböj förfrågan');
  await said(rasmus, 'Förfrågan är avböjd.');
  await expect(brita.getByText('Vi lånar inte ut utrustning.')).toBeVisible();
  await expect(brita.getByText('Mottagaren har avböjt förfrågan.')).toBeVisible();
  for (const page of [brita, rasmus]) await expect(page.getByRole('heading', { name: 'Vad vill du göra?' })).toHaveCount(0);
  await expectUsableOnEither(brita, 'a request, declined');
});

test('a request is taken back before anybody has received it, and its text is gone for who could read it', async ({ enter }) => {
  const [name, body] = [`Siffror för november ${run}`, 'Hur många anmälningar blev det?'];
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  const path = await sendRequest(brita, { receiver: police, title: name, body });
  const karin = await enter('kpol.vm', path);
  await expect(karin.getByText(body)).toBeVisible();
  await press(brita, 'Ta tillbaka');
  await expectUsableOnEither(brita, 'asked whether to take a request back');
  await press(brita.getByRole('dialog'), 'Ta tillbaka');
  await said(brita, 'Förfrågan är återtagen.');
  await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Återtagen förfrågan');
  await expect(karin.getByText('Avsändaren har tagit tillbaka förfrågan.')).toBeVisible();
  expect(await karin.content()).not.toMatch(new RegExp(`${name}|${body.slice(0, -1)}`));
  await expect(karin.getByRole('button', { name: /Bekräfta|Anta|Avböj/ })).toHaveCount(0);
  await expect(brita.getByText(body)).toBeVisible();
  await expectUsableOnEither(karin, 'a request, taken back');
});

test('a request is passed on to another function, which answers it; who passed it on sees it no more', async ({ enter }) => {
  const [name, why] = [`Patrull vid badet ${run}`, 'Badet ligger i norra området.'];
  const brita = await enter('brasam.kop', '/forfragningar/ny');
  const path = await sendRequest(brita, { receiver: police, title: name, body: 'Kan ni gå förbi om kvällarna?' });
  const karin = await enter('kpol.vm', path);
  await receive(karin);
  await press(karin, 'Skicka vidare');
  await chooseReceiver(karin, northernPolice, 'Ny mottagare');
  await karin.getByRole('textbox', { name: 'Varför skickar ni den vidare?' }).fill(why);
  await expectUsableOnEither(karin, 'passing a request on');
  await press(karin, 'Skicka förfrågan vidare');
  await said(karin, 'Förfrågan är skickad vidare.');
  await goTo(karin, path);
  await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');

  await expect(brita.getByText(why)).toBeVisible();
  await expect(brita.getByText(/skickade den vidare till Kommunpolisen i LPO Norra Västmanland/)).toBeVisible();
  const nils = await enter('kpol.nv');
  await (await onMyDay(nils, 'Att svara på', name)).getByRole('link', { name }).click();
  await expect(nils.getByText(why)).toBeVisible();
  await receive(nils);
  await press(nils, 'Anta');
  await nils.getByRole('textbox', { name: 'Kommentar (frivillig)' }).fill('Vi går förbi på fredagar.');
  await press(nils, 'Anta förfrågan');
  await expect(brita.getByText('Vi går förbi på fredagar.')).toBeVisible();
  await expectUsableOnEither(brita, 'a request that was passed on');
});
