import { useEffect, useRef, useState, type ReactNode } from 'react';
import { listenLive } from '../api/live.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

const patience = 4_000;

/** Keeps the live stream open, and says so when it has been broken for a while. */
export function Connection(): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [lost, setLost] = useState(false);
  const told = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () =>
      listenLive((connected) => {
        if (!connected) return void (timer.current ??= setTimeout(() => setLost(true), patience));
        clearTimeout(timer.current);
        timer.current = undefined;
        setLost(false);
      }),
    [],
  );
  useEffect(() => {
    if (told.current && !lost) announce(t('live.back'));
    told.current = lost;
  }, [lost, announce, t]);
  return <div role="status">{lost && <p className="lost">{t('live.lost')}</p>}</div>;
}
