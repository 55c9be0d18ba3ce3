import type { ReactNode } from 'react';
import type { FileRow } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Check, Empty } from '../ui/index.js';
import type { PeopleFile, Previewed } from './use-people-file.js';

/** What becomes of a row, and why it is refused. */
function Reasons({ row: { changes, faults, unit, kind } }: { row: FileRow }): ReactNode {
  const { t } = useTexts();
  const state = (text: string): string => t(`staff.stateName.${text}` as 'staff.stateName.active');
  return (
    <>
      {(kind === 'new' || kind === 'absent') && <div className="muted">{unit || t('staff.noUnit')}</div>}
      {changes.map(({ column, from, to }) => (
        <div key={column}>
          {t(`staffFile.column.${column}`)}: {column === 'state' ? t('staffFile.became', { from: state(from), to: state(to) }) : t('staffFile.became', { from: from || t('staff.notSaid'), to: to || t('staff.notSaid') })}
        </div>
      ))}
      {faults.map(({ column, fault }) => (
        <div key={column + fault} className="fault">
          {t(`staffFile.column.${column}`)}: {t(`staffFile.fault.${fault}`)}
        </div>
      ))}
    </>
  );
}

function Row({ row, leaves, onLeave }: { row: FileRow; leaves: boolean; onLeave: (leaves: boolean) => void }): ReactNode {
  const { t } = useTexts();
  const who = row.name || row.homeId || t('staffFile.nameless');
  return (
    <li>
      {row.id !== null && row.kind === 'absent' ? (
        <Check id={`leaving-${row.id}`} label={t('staffFile.leaves', { name: who })} value={leaves} onChange={onLeave} />
      ) : (
        <div>
          {who} {row.line !== null && <span className="muted">{t('staffFile.line', { line: row.line })}</span>}
        </div>
      )}
      <Reasons row={row} />
    </li>
  );
}

/** The rows of the chosen kind. */
export function FileRows({ previewed: { rows, shown, leaving, next }, file }: { previewed: Previewed; file: PeopleFile }): ReactNode {
  const { t } = useTexts();
  if (rows.length === 0) return <Empty text={t('staffFile.noRows')} />;
  return (
    <>
      {shown === 'absent' && <p>{t('staffFile.absentHelp')}</p>}
      <ul className="plain-list dense">
        {rows.map((row) => (
          <Row key={`${row.line} ${row.id}`} row={row} leaves={row.id !== null && leaving.includes(row.id)} onLeave={(leaves) => row.id !== null && file.leave(row.id, leaves)} />
        ))}
      </ul>
      {next !== null && (
        <div>
          <Button busy={file.previewing.pending} onClick={() => void file.more()}>
            {t('action.more')}
          </Button>
        </div>
      )}
    </>
  );
}
