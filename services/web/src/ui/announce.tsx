import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

const Announcing = createContext<(text: string) => void>(() => undefined);

/** A place from which short messages are read out politely, and shown for those who see. */
export function Announcer({ children }: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState({ text: '', round: 0 });
  const say = useCallback((text: string) => setSaid((before) => ({ text, round: before.round + 1 })), []);
  const value = useMemo(() => say, [say]);
  return (
    <Announcing value={value}>
      {children}
      <div role="status" className="said" key="said">{said.text && <span key={said.round} className="toast">{said.text}</span>}</div>
    </Announcing>
  );
}

/** Says something that just happened, politely. */
export const useAnnounce = (): ((text: string) => void) => useContext(Announcing);
