/** Something that a person wrote, and where it may be found afterwards: tables (as patterns of `service.table`) and mails. Anywhere else is a leak. */
export interface Mark {
  readonly what: string;
  readonly text: string;
  readonly tables: RegExp;
  readonly mails: boolean;
}

const nowhere = /^$/;
const event = 'meetings\\.outbox|(?:agendas|notifications)\\.inbox';
const copies = '(?:directory|meetings|agendas|referrals|notifications)';
const told = `directory\\.outbox|(?:meetings|agendas|referrals|notifications)\\.inbox`;

/** Where a meeting's place may stand: it is told with the time. */
export const ofPlaces = new RegExp(`^(?:meetings\\.meetings|meetings\\.meeting_changes|meetings\\.polls|meetings\\.meeting_drafts|agendas\\.agendas|notifications\\.matters|notifications\\.mails|${event})$`);

/** A mark in every field that people type into, and in what the directory says of people. Events carry no text of a meeting but its place and link. */
export const marks: readonly Mark[] = [
  { what: 'a title', text: 'KANARIERUBRIK', tables: /^meetings\.(?:meeting_contents|polls|meeting_drafts)$/, mails: false },
  { what: 'what a meeting is about', text: 'KANARIEINNEHÅLL', tables: /^meetings\.(?:meeting_contents|polls|meeting_drafts)$/, mails: false },
  { what: 'why it was cancelled', text: 'KANARIESKÄL', tables: /^meetings\.meeting_contents$/, mails: false },
  { what: 'a comment to a reply', text: 'KANARIEKOMMENTAR', tables: /^meetings\.participants$/, mails: false },
  { what: 'a place', text: 'KANARIELOKAL', tables: ofPlaces, mails: true },
  { what: 'a room that no meeting has', text: 'KANARIERUM', tables: /^meetings\.rooms$/, mails: false },
  { what: 'how one gets into a room', text: 'KANARIEINGÅNG', tables: /^meetings\.rooms$/, mails: false },
  { what: 'a link', text: 'kanarielank', tables: new RegExp(`^(?:meetings\\.meetings|meetings\\.polls|meetings\\.meeting_drafts|${event})$`), mails: false },
  { what: 'an agenda item\'s title', text: 'KANARIEPUNKT', tables: /^agendas\.item_contents$/, mails: false },
  { what: 'its background', text: 'KANARIEBAKGRUND', tables: /^agendas\.item_contents$/, mails: false },
  { what: 'notes', text: 'KANARIEANTECKNING', tables: /^agendas\.(?:item_notes|notes_versions)$/, mails: false },
  { what: 'a decision', text: 'KANARIEBESLUT', tables: /^agendas\.outcomes$/, mails: false },
  { what: 'a guest', text: 'KANARIEGÄST', tables: /^agendas\.presences$/, mails: false },
  { what: 'a guest who is invited by a link', text: 'KANARIELÄNKGÄST', tables: /^meetings\.(?:meeting|poll)_guests$/, mails: false },
  { what: 'why an item was declined', text: 'KANARIEAVSLAG', tables: /^agendas\.item_contents$/, mails: false },
  { what: 'an action', text: 'KANARIEÅTGÄRD', tables: /^agendas\.actions$/, mails: false },
  { what: 'why an action was not done', text: 'KANARIEOGJORD', tables: /^agendas\.actions$/, mails: false },
  { what: 'a request\'s title', text: 'KANARIEÄRENDE', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'a request', text: 'KANARIEFÖRFRÅGAN', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'a question to its sender', text: 'KANARIEFRÅGA', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'an answer to it', text: 'KANARIESVAR', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'a comment to an acceptance', text: 'KANARIEKVITTO', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'what came of a request', text: 'KANARIEÅTERKOPPLING', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'why a request was declined', text: 'KANARIEAVBÖJD', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'why a request was passed on', text: 'KANARIEVIDARE', tables: /^referrals\.referral_texts$/, mails: false },
  { what: 'why notes were corrected', text: 'KANARIERÄTTELSE', tables: /^agendas\.(?:item_notes|notes_versions)$/, mails: false },
  { what: 'one side\'s own notes', text: 'KANARIEEGET', tables: /^referrals\.sides$/, mails: false },
  { what: 'a seat', text: 'KANARIEPLATS', tables: /^directory\.(?:memberships|nominations)$/, mails: false },
  { what: 'an agreement', text: 'KANARIEAVTAL', tables: /^directory\.agreements$/, mails: false },
  { what: 'why a nomination was declined', text: 'KANARIENEJ', tables: /^directory\.nominations$/, mails: false },
  { what: 'why a seat was taken away', text: 'KANARIEGRANSKAD', tables: /^directory\.review_seats$/, mails: false },
  { what: 'a group\'s purpose', text: 'KANARIESYFTE', tables: /^directory\.(?:groups|group_drafts)$/, mails: false },
  { what: 'the name of a group that is not established', text: 'KANARIEGRUPPUTKAST', tables: /^directory\.group_drafts$/, mails: false },
  { what: 'an individual-level group\'s name', text: 'KANARIEGRUPPEN', tables: new RegExp(`^(?:${copies}\\.groups|directory\\.review_seats|${told})$`), mails: false },
  { what: 'a person\'s name', text: 'KANARIENAMN', tables: new RegExp(`^(?:${copies}\\.people|${told})$`), mails: false },
  { what: 'a person\'s title', text: 'KANARIETITEL', tables: new RegExp(`^(?:${copies}\\.people|${told})$`), mails: false },
  { what: 'an organisation\'s name', text: 'KANARIEORGANISATION', tables: new RegExp(`^(?:${copies}\\.(?:organisations|authorities|units)|${told})$`), mails: false },
  { what: 'an authority, a unit and a function that an administrator adds', text: 'KANARIEENHET', tables: new RegExp(`^(?:${copies}\\.(?:authorities|units|functions)|${told})$`), mails: false },
  { what: 'the code of a unit', text: 'KANARIEKOD', tables: /^directory\.units$/, mails: false },
  { what: 'on what an organisation takes part, and why it does no more', text: 'KANARIEANSLUTNING', tables: /^directory\.organisations$/, mails: false },
  { what: 'the address of a calendar, which is sealed', text: 'KANARIEKALENDER', tables: nowhere, mails: false },
  { what: 'what was searched for', text: 'KANARIESÖK', tables: nowhere, mails: false },
  { what: 'a text that was refused', text: 'KANARIEAVVISAD', tables: nowhere, mails: false },
  { what: 'a text that the database refused', text: 'KANARIETRASIG', tables: nowhere, mails: false },
  { what: 'an address in the web', text: 'KANARIESTIG', tables: nowhere, mails: false },
  { what: 'a header', text: 'KANARIEHUVUD', tables: nowhere, mails: false },
];

/** Addresses are in mails, but in the envelope and the one who gets it only. */
export const addressMark: Mark = { what: 'an e-mail address', text: 'kanariepost', tables: new RegExp(`^(?:${copies}\\.people|${told})$`), mails: true };
