import type { ReactNode } from 'react';
import type { AdministrativeAct, ChangedByAct } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords, momentInWords } from '../time/spoken.js';
import { lastDayOf } from '../time/stockholm.js';

type Act = z.infer<typeof AdministrativeAct>;
type Texts = ReturnType<typeof useTexts>;

/** A role, the last day of an end, or a name; what there was none of, in words. */
function valueOf({ t, language }: Texts, what: ChangedByAct['what'], value: string | null): string {
  if (what === 'role' && value) return t(`role.${value}` as 'role.member');
  if (what === 'end') return value ? dateInWords(lastDayOf(value), language) : t('access.noEnd').toLowerCase();
  return value ?? t('log.noUnit');
}

/** What is new was nothing before. */
const isNew = ({ before, after }: Act): boolean => before === null && after !== null && after !== 'changed';

function lineOf(texts: Texts, act: Act, { what, before, after }: ChangedByAct): string {
  const { t } = texts;
  if (what === 'member' && before !== null) return t('log.of', { what: t('log.noLonger'), value: before });
  const value = valueOf(texts, what, after);
  const isAlone = before === null && (isNew(act) || what === 'member' || what === 'party' || what === 'role');
  return isAlone ? t('log.of', { what: t(`log.what.${what}`), value }) : t('log.ofBecame', { what: t(`log.what.${what}`), before: valueOf(texts, what, before), after: value });
}

function linesOf(texts: Texts, act: Act): string[] {
  const { t } = texts;
  const fields = act.changes.filter(({ before, after }) => before === null && after === null).map(({ what }) => t(`log.what.${what}`));
  const [kind] = act.action.split('.');
  const state = (key: string): string => t(`log.state.${kind === 'organisation' && key === 'active' ? 'organisation-active' : key}` as 'log.state.active');
  const isSaid = act.after !== null && (act.after !== 'changed' || act.changes.length === 0);
  return [
    ...(isSaid ? [act.before ? t('log.became', { before: state(act.before), after: state(act.after!) }) : t('log.is', { after: state(act.after!) })] : []),
    ...act.changes.filter(({ before, after }) => before !== null || after !== null).map((change) => lineOf(texts, act, change)),
    ...(fields.length > 0 ? [t('log.fields', { fields: fields.join(', ') })] : []), ...(act.because ? [t(`log.because.${act.because}`)] : []),
  ];
}

/** One act: what was done with whom, as it was and as it became, and by whom, when and why. */
export function ActInLog({ act }: { act: Act }): ReactNode {
  const texts = useTexts();
  const { t, language } = texts;
  const about = [act.person?.name, act.part?.name, act.group?.name, act.agreement?.name].filter(Boolean).join(', ');
  const by = act.actor === 'person' ? `${act.by!.name}, ${act.by!.organisation.name}` : t(`log.by.${act.actor}`);
  return (
    <li>
      <div>
        {t(`log.action.${act.action}` as 'log.action.membership.add')}
        {about && `: ${about}`}
      </div>
      {linesOf(texts, act).map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div className="muted">
        {by} · {momentInWords(act.at, language)}
      </div>
    </li>
  );
}
