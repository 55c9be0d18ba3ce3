import { useDeferredValue, useState, type ReactNode } from 'react';
import { UNSAFE_Combobox as Combobox } from '@navikt/ds-react/Combobox';

/** Somebody, or some function, that can be chosen. */
export interface Choosable {
  readonly value: string;
  readonly label: string;
}

interface Props {
  id: string;
  label: string;
  help?: ReactNode;
  fault?: string | undefined;
  chosen: readonly Choosable[];
  onChoose: (chosen: readonly Choosable[]) => void;
  /** Looks up who fits; a hook, called on every render. */
  useFound: (search: string) => { found: readonly Choosable[]; searching: boolean };
  many?: boolean;
}

/** Chooses people by typing a part of a name. What was chosen stays while other names are searched for. */
export function PeopleField({ id, label, help, fault, chosen, onChoose, useFound, many = true }: Props): ReactNode {
  const [search, setSearch] = useState('');
  const { found, searching } = useFound(useDeferredValue(search));
  const toggle = (value: string, isSelected: boolean): void => {
    const kept = chosen.filter((one) => one.value !== value);
    const added = found.find((one) => one.value === value);
    onChoose(isSelected && added ? [...(many ? kept : []), added] : kept);
    setSearch('');
  };
  return (
    <Combobox id={id} label={label} description={help} error={fault} options={[...found]} filteredOptions={[...found]} selectedOptions={[...chosen]} isMultiSelect={many} isLoading={searching}
      value={search} onChange={setSearch} onToggleSelected={toggle} className="wide" />
  );
}
