import { useState, type ReactNode } from 'react';
import type { EndAuthority, EndUnit, Output, RawInput, RemoveFunction } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Confirm, Refused, useAnnounce } from '../ui/index.js';

type Ending = typeof EndAuthority | typeof EndUnit | typeof RemoveFunction;

interface Props<Op extends Ending> {
  readonly op: Op;
  readonly input: RawInput<Op>;
  readonly part: { readonly name: string; readonly version: string };
  /** What becomes of it. */
  readonly text: string;
}

/** Ends a part of the organisation, when one has said so once more. */
export function EndPart<Op extends Ending>({ op, input, part: { name, version }, text }: Props<Op>): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const end = useAction(op as typeof EndUnit, ({ id }: Output<typeof EndUnit>) => {
    setAsking(false);
    isOutdated('structure', id);
    announce(t('structure.ended', { name }));
  });
  return (
    <>
      <Button small aria-label={t('structure.endOf', { name })} onClick={() => setAsking(true)}>
        {t('structure.end')}
      </Button>
      {asking && (
        <Confirm title={t('structure.endTitle', { name })} act={t('structure.end')} leave={t('action.cancel')} busy={end.pending} onAct={() => void end.run(input as RawInput<typeof EndUnit>, version)} onLeave={() => setAsking(false)}>
          <p>{text}</p>
          <Refused refusal={end.refusal} />
        </Confirm>
      )}
    </>
  );
}
