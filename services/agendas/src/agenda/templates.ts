import type { Input, ProposeItem } from '@knutpunkt/contracts';

export interface StandingItem { readonly title: string; readonly type: Input<typeof ProposeItem>['type']; readonly minutes: number | null }
export interface Template { readonly code: string; readonly name: string; readonly items: readonly StandingItem[] }

const of = (type: StandingItem['type'], title: string, minutes: number | null = null): StandingItem => ({ type, title, minutes });

/** Standing agendas of the kinds of groups that meet: each group's own matters, in the order that they are taken. */
export const templates: readonly Template[] = [
  { code: 'strategic-council', name: 'Strategiskt brottsförebyggande råd', items: [
    of('decision', 'Godkännande av dagordningen', 5), of('follow-up', 'Uppföljning av beslut', 15), of('information', 'Lägesbild från polisen', 20), of('information', 'Läget i verksamheterna', 20),
    of('follow-up', 'Åtgärdsplanen: avvikelser', 25), of('decision', 'Beslutspunkter', 20), of('information', 'Våldsbejakande extremism', 15), of('information', 'Övriga frågor'), of('information', 'Nästa möte')] },
  { code: 'operative-council', name: 'Operativt Brå', items: [
    of('follow-up', 'Uppföljning av åtgärder', 15), of('discussion', 'Gemensam lägesbild', 25), of('decision', 'Insatser till nästa möte', 20), of('information', 'Information från deltagarna', 15), of('information', 'Nästa möte')] },
  { code: 'est', name: 'EST', items: [
    of('information', 'Veckans händelser på karta', 10), of('discussion', 'Hotspots', 10), of('decision', 'Insatser denna vecka', 15), of('follow-up', 'Uppföljning av förra veckan', 10)] },
  { code: 'youth-group', name: 'Unggruppen', items: [
    of('information', 'Läget på fritidsgårdar och i skolor', 20), of('discussion', 'Trender på nätet', 15), of('information', 'Kommande evenemang', 15), of('decision', 'Gemensamma åtgärder', 25), of('follow-up', 'Hänvisningar (bara antal)', 10)] },
  { code: 'county-council', name: 'LänsBrå', items: [
    of('information', 'Läget i länet', 30), of('follow-up', 'Uppföljning av kommunernas ansvar (lag 2023:196)', 30), of('discussion', 'Erfarenhetsutbyte om EST', 45), of('information', 'Information från Brå och CVE', 30), of('information', 'Nästa möte')] },
];

/** The template of a code; undefined for a code that is none. */
export const templateOf = (code: string): Template | undefined => templates.find((t) => t.code === code);

/** The standing items of an individual-level meeting: words come from the reader's client, for such a meeting holds no text. */
export const individualStandards = ['opening', 'matters', 'follow-up', 'next-meeting'] as const;
