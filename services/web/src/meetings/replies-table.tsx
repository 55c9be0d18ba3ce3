import type { ReactNode } from 'react';
import type { OrganisationReplies } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';

type Replies = z.infer<typeof OrganisationReplies>;
const columns = ['yes', 'maybe', 'no', 'missing'] as const;

/** How many of each organisation have said what, and how many have not answered. `maybe` names what is neither yes nor no. */
export function RepliesTable({ replies, maybe = 'answer.maybe' }: { replies: readonly Replies[]; maybe?: 'answer.maybe' | 'polls.vote.maybe' }): ReactNode {
  const { t } = useTexts();
  const sum = (column: (typeof columns)[number]): number => replies.reduce((total, one) => total + one[column], 0);
  return (
    <table className="fine">
      <caption className="hidden">{t('meeting.byOrganisation')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('meeting.organisation')}</th>
          {columns.map((column) => (
            <th scope="col" className="count" key={column}>
              {t(column === 'maybe' ? maybe : `answer.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {replies.map((one) => (
          <tr key={one.organisation.id}>
            <th scope="row">{one.organisation.name}</th>
            {columns.map((column) => (
              <td className="count" key={column}>
                {one[column]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('meeting.total')}</th>
          {columns.map((column) => (
            <td className="count" key={column}>
              {sum(column)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
