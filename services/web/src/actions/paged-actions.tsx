import type { ReactNode } from 'react';
import type { GroupActions, MyActions, RawInput } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { Empty, Loaded, More } from '../ui/index.js';
import { ActionList } from './action-list.js';
import { lateFirst } from './late-first.js';

interface Props<Op extends typeof MyActions | typeof GroupActions> {
  op: Op;
  input: RawInput<Op>;
  /** What is said when there are none. */
  empty: string;
}

/** Actions page by page; what waits stands with the late ones first. */
export function PagedActions<Op extends typeof MyActions | typeof GroupActions>({ op, input, empty }: Props<Op>): ReactNode {
  const pages = usePages<typeof MyActions>(op as unknown as typeof MyActions, input as RawInput<typeof MyActions>);
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const actions = read.flatMap((page) => page.items);
        if (actions.length === 0) return <Empty text={empty} />;
        return (
          <>
            <ActionList actions={input.state === 'settled' ? actions : lateFirst(actions)} />
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}
