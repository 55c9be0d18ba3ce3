import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

const Announcing = createContext<(text: string) => void>(() => undefined);
const shownFor = 6_000;

/** A place from which short messages are read out politely, and shown for a while to those who see. */
export function Announcer({ children }: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState<{ text: string } | null>(null);
  const [say] = useState(
    () =>
      (text: string): void =>
        setSaid({ text }),
  );
  useEffect(() => {
    const timer = setTimeout(() => setSaid(null), shownFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <Announcing value={say}>
      {children}
      <div role="status" className="said">
        {said && <span className="toast">{said.text}</span>}
      </div>
    </Announcing>
  );
}

/** Says something that just happened, politely. */
export const useAnnounce = (): ((text: string) => void) => useContext(Announcing);
