import * as z from 'zod';

const line = z.string().min(1);
/** An action's last day: so many workdays before or after the day that the demo is laid around. */
const Due = z.string().regex(/^[+-]\d{1,2} workdays?$/, 'a due day is so many workdays before or after today: "+3 workdays"');

const Item = z.strictObject({
  by: z.string(), title: line, background: z.string().default(''), type: z.enum(['information', 'discussion', 'decision', 'follow-up']), minutes: z.number().int().min(1),
  /** Only proposed: nobody has taken it up yet. */
  proposal: z.boolean().default(false),
  /** Codes of the authorities that read it, where not every participant does; the others see that it is there. */
  readers: z.array(z.string()).default([]),
  notes: z.string().default(''),
  decisions: z.array(z.strictObject({ text: line, by: z.string().default('') })).default([]),
  actions: z.array(z.strictObject({ text: line, due: Due, person: z.string() })).default([]),
})
  .refine((item) => !item.proposal || (item.notes === '' && item.decisions.length + item.actions.length === 0), 'what is only proposed has no notes, decisions or actions');

const Agenda = z.strictObject({
  group: z.string(),
  /** The title of one of the group's meetings in around-today.yaml. */
  meeting: z.string(), by: z.string(), template: z.string().optional(), locked: z.boolean().default(false), items: z.array(Item).default([]),
});
export type AgendaEntry = z.infer<typeof Agenda>;

export const AgendasFile = z.strictObject({ agendas: z.array(Agenda) });
