import type { ReactNode } from 'react';
import { ActionMenu } from '@navikt/ds-react/ActionMenu';

interface Props {
  /** What a screen reader says of the button; it begins with what the button shows. */
  label: string;
  text: string;
  facts: readonly string[];
  acts: readonly { text: string; act: () => void }[];
}

/** A button that opens a few facts and a few acts. */
export function Menu({ label, text, facts, acts }: Props): ReactNode {
  return (
    <ActionMenu>
      <ActionMenu.Trigger><button type="button" className="account" aria-label={label}>{text}</button></ActionMenu.Trigger>
      <ActionMenu.Content>
        <ActionMenu.Group label={text}>
          <div className="account-box">{facts.map((fact) => <span key={fact}>{fact}</span>)}</div>
          {acts.map(({ text: name, act }) => <ActionMenu.Item key={name} onSelect={act}>{name}</ActionMenu.Item>)}
        </ActionMenu.Group>
      </ActionMenu.Content>
    </ActionMenu>
  );
}
