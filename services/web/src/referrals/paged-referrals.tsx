import type { ReactNode } from 'react';
import { ReferralInbox, ReferralOutbox, type RawInput } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { Empty, Loaded, More } from '../ui/index.js';
import { ReferralList } from './referral-list.js';

interface Props {
  box: 'in' | 'ut';
  filter: RawInput<typeof ReferralInbox>;
}

/** One of the boxes, newest first, page by page. */
export function PagedReferrals({ box, filter }: Props): ReactNode {
  const { t } = useTexts();
  const pages = usePages(box === 'in' ? ReferralInbox : ReferralOutbox, filter);
  const isFiltered = filter.state !== undefined || filter.late === 'true';
  const empty = box === 'in' ? t('referrals.emptyIn') : t('referrals.emptyOut');
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const referrals = read.flatMap((page) => page.items);
        if (referrals.length === 0) return <Empty text={isFiltered ? t('referrals.emptyFiltered') : empty} />;
        return (
          <>
            <ReferralList referrals={referrals} />
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}
