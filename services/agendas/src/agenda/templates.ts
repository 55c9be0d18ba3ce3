import type { Input, ProposeItem } from '@knutpunkt/contracts';

export interface StandingItem { readonly title: string; readonly type: Input<typeof ProposeItem>['type']; readonly minutes: number | null }
export interface Template { readonly code: string; readonly name: string; readonly items: readonly StandingItem[] }

const of = (type: StandingItem['type'], title: string, minutes: number | null = null): StandingItem => ({ type, title, minutes });

/** Standing agendas of the kinds of groups that meet: each group's own matters, in the order that they are taken. */
export const templates: readonly Template[] = [
  { code: 'strategic-council', name: 'Strategiskt brottsförebyggande råd', items: [
    of('information', 'Föregående mötes anteckningar', 5), of('follow-up', 'Åtgärdsplanen: läget', 20), of('discussion', 'Lägesbild', 30), of('decision', 'Prioriteringar', 30), of('information', 'Information från deltagarna', 15), of('information', 'Nästa möte', 5)] },
  { code: 'est', name: 'EST', items: [
    of('information', 'Veckans händelser på karta', 10), of('discussion', 'Hotspots', 10), of('decision', 'Insatser denna vecka', 15), of('follow-up', 'Uppföljning av förra veckan', 10)] },
  { code: 'youth-group', name: 'Unggruppen', items: [
    of('information', 'Läget på fritidsgårdar och skolor', 20), of('discussion', 'Trender på nätet', 15), of('information', 'Kommande evenemang', 15), of('decision', 'Gemensamma åtgärder', 25), of('follow-up', 'Hänvisningar (antal)', 10)] },
  { code: 'county-council', name: 'LänsBrå', items: [
    of('information', 'Länsläget', 30), of('follow-up', 'Uppföljning av lagen (2023:196)', 30), of('discussion', 'Erfarenhetsutbyte', 60), of('information', 'Information från Brå och CVE', 30)] },
];

/** The template of a code; undefined for a code that is none. */
export const templateOf = (code: string): Template | undefined => templates.find((t) => t.code === code);

/** The standing items of an individual-level meeting: words come from the reader's client, for such a meeting holds no text. */
export const individualStandards = ['opening', 'matters', 'follow-up', 'next-meeting'] as const;
