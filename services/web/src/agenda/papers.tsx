import { useState, type ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import { AgendaPaper, type AgendaView, type Output } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Refused, Select, useAnnounce } from '../ui/index.js';
import { download } from './download.js';
import { authorityName } from './item-words.js';

const papers = ['notice', 'agenda', 'notes'] as const;
type Paper = (typeof papers)[number];

/** Kallelse, dagordning and anteckningar as PDF. Who leads the meeting chooses for whom. */
export function Papers({ agenda }: { agenda: AgendaView }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [readers, setReaders] = useState('me');
  const get = useMutation<Output<typeof AgendaPaper>, Refusal, Paper>({
    mutationFn: (paper) => ask(AgendaPaper, { meetingId: agenda.meetingId, paper, readers }),
    onSuccess: (file) => {
      download(file);
      announce(t('papers.done', { name: file.fileName }));
    },
  });
  const forWhom = [
    { value: 'me', label: t('papers.me') },
    { value: 'everyone', label: t('papers.everyone') },
    ...agenda.authorities.map((one) => ({ value: one.id, label: authorityName(one) })),
  ];
  return (
    <>
      {agenda.may.includes('view-as') && <Select small id="paper-readers" label={t('papers.readers')} value={readers} onChange={setReaders} options={forWhom} />}
      <div className="row bottom-aligned" role="group" aria-label={t('papers.title')}>
        {papers.map((paper) => (
          <Button key={paper} small busy={get.isPending && get.variables === paper} onClick={() => get.mutate(paper)}>
            {t(`papers.${paper}`)}
          </Button>
        ))}
      </div>
      <Refused refusal={get.error} />
    </>
  );
}
