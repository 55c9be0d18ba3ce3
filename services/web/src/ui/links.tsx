import { forwardRef, type AnchorHTMLAttributes, type ReactNode } from 'react';
import { createLink } from '@tanstack/react-router';
import { Button } from '@navikt/ds-react/Button';
import { Link } from '@navikt/ds-react/Link';

type Anchor = AnchorHTMLAttributes<HTMLAnchorElement>;

const Plain = forwardRef<HTMLAnchorElement, Anchor>(({ children, ...rest }, ref) => (
  <Link ref={ref} {...(rest as object)}>
    {children}
  </Link>
));
// It goes somewhere, so it is announced as the link that it is: Aksel would call it a button.
const stillALink = { role: undefined };
const Main = forwardRef<HTMLAnchorElement, Anchor>((props, ref) => <Button as="a" ref={ref} {...stillALink} {...(props as object)} />);
const Ordinary = forwardRef<HTMLAnchorElement, Anchor>((props, ref) => (
  <Button as="a" variant="secondary" size="small" ref={ref} {...stillALink} {...(props as object)} />
));
const Bare = forwardRef<HTMLAnchorElement, Anchor>((props, ref) => <a ref={ref} {...props} />);
Plain.displayName = 'Plain';
Main.displayName = 'Main';
Ordinary.displayName = 'Ordinary';
Bare.displayName = 'Bare';

/** A link in a text or a list, to one of our own pages. */
export const TextLink = createLink(Plain);
/** A link that looks like the page's main act. */
export const MainLink = createLink(Main);
/** A link that looks like an ordinary button. */
export const ButtonLink = createLink(Ordinary);
/** A link without a look of its own. */
export const BareLink = createLink(Bare);

/** A link out of the hub, in a new window that cannot reach back. */
export const OutLink = ({ href, children }: { href: string; children: string }): ReactNode => (
  <Link href={href} target="_blank" rel="noopener noreferrer">
    {children}
  </Link>
);
