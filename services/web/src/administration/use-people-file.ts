import { useState } from 'react';
import { ImportPeopleFile, PreviewPeopleFile, type FileRow, type Output, type RowKind } from '@knutpunkt/contracts';
import { everythingIsOutdated } from '../api/outdated.js';
import { useAction, type Action } from '../api/use-action.js';

/** A file that was chosen, as it is sent. */
export interface ChosenFile {
  readonly name: string;
  readonly base64: string;
}

type Preview = Output<typeof PreviewPeopleFile>;
export type Done = Output<typeof ImportPeopleFile>;

/** A previewed file: which rows are shown, and who of the absent shall leave. */
export interface Previewed extends Omit<Preview, 'items'> {
  readonly shown: RowKind;
  readonly rows: readonly FileRow[];
  readonly leaving: readonly string[];
}

export interface PeopleFile {
  readonly previewed: Previewed | null;
  readonly done: Done | null;
  readonly previewing: Action<typeof PreviewPeopleFile>;
  readonly importing: Action<typeof ImportPeopleFile>;
  /** Forgets what was previewed: another file is chosen. */
  readonly begin: () => void;
  readonly show: (kind?: RowKind) => Promise<void>;
  readonly more: () => Promise<void>;
  readonly leave: (id: string, leaves: boolean) => void;
  readonly carryOut: () => void;
}

/** What is looked at first: what needs a look most, of what there is. */
const firstOf = ({ counts }: Preview): RowKind => (['refused', 'changed', 'new', 'unchanged'] as const).find((kind) => counts[kind] > 0) ?? 'absent';

/** Previews a file page by page and does what was previewed. The file stays chosen whatever happens. */
export function usePeopleFile(file: ChosenFile | null): PeopleFile {
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const previewing = useAction(PreviewPeopleFile, () => undefined);
  const importing = useAction(ImportPeopleFile, (result) => {
    setDone(result);
    setPreviewed(null);
    everythingIsOutdated();
  });
  const ask = (show: RowKind, from = 0): Promise<Preview | undefined> => previewing.run({ file: file?.base64 ?? '', show, from });
  const show = async (kind?: RowKind): Promise<void> => {
    importing.reset();
    const first = await ask(kind ?? 'refused');
    const shown = first && (kind ?? firstOf(first));
    const answer = shown && shown !== (kind ?? 'refused') ? await ask(shown) : first;
    if (answer && shown) setPreviewed((before) => ({ ...answer, shown, rows: answer.items, leaving: before?.preview === answer.preview ? before.leaving : [] }));
  };
  const more = async (): Promise<void> => {
    const answer = previewed?.next == null ? undefined : await ask(previewed.shown, previewed.next);
    if (answer) setPreviewed((before) => before && { ...before, next: answer.next, rows: [...before.rows, ...answer.items] });
  };
  return {
    previewed,
    done,
    previewing,
    importing,
    show,
    more,
    begin: () => {
      setPreviewed(null);
      setDone(null);
      previewing.reset();
      importing.reset();
    },
    leave: (id, leaves) => setPreviewed((before) => before && { ...before, leaving: [...before.leaving.filter((one) => one !== id), ...(leaves ? [id] : [])] }),
    carryOut: () => void (file && previewed && importing.run({ file: file.base64, preview: previewed.preview, leaving: [...previewed.leaving] })),
  };
}
