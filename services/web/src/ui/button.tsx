import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Button as AkselButton } from '@navikt/ds-react/Button';

/** What a button does: the page's main act, an ordinary one, a quiet one, or one that cannot be undone. */
export type Weight = 'main' | 'ordinary' | 'quiet' | 'danger';

const looks = { main: 'primary', ordinary: 'secondary', quiet: 'tertiary', danger: 'primary' } as const;

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { weight?: Weight; busy?: boolean; small?: boolean; icon?: ReactNode };

/** A button; `busy` keeps its width and stops a second press. */
export function Button({ weight = 'ordinary', busy = false, small = false, type = 'button', ...rest }: Props): ReactNode {
  return (
    <AkselButton
      {...rest}
      type={type}
      variant={looks[weight]}
      loading={busy}
      size={small ? 'small' : 'medium'}
      {...(weight === 'danger' ? { 'data-color': 'danger' } : {})}
    />
  );
}
