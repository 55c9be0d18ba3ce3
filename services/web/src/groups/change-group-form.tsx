import { useState, type ReactNode } from 'react';
import { ChangeGroup, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useFaults, type Found } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { ErrorList, Line, PanelForm, Prose, Readers, useAnnounce } from '../ui/index.js';

interface Said { readonly name: string; readonly purpose: string }

function faultsOf(said: Said): Found {
  const { error } = ChangeGroup.input.pick({ name: true, purpose: true }).safeParse(said);
  return Object.fromEntries((error?.issues ?? []).map(({ path, code }) => [String(path[0]), code === 'too_big' ? 'field.tooLong' : said[path[0] as keyof Said].trim() === '' ? 'field.text.missing' : 'field.invalid']));
}

/** Says anew what a group is called, and what it is for. */
export function ChangeGroupForm({ group, onClose }: { group: z.infer<typeof GroupView>; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [said, setSaid] = useState<Said>({ name: group.name, purpose: group.purpose });
  const labels = { name: t('groupDraft.name'), purpose: t('groupDraft.purpose') };
  const change = useAction(ChangeGroup, ({ id, name }) => {
    isOutdated('group', id);
    announce(t('groupStep.said.change', { name }));
    onClose();
  });
  const faults = useFaults(labels, { prefix: 'changed', refusal: change.refusal });
  const field = (name: keyof Said) => ({ id: `changed-${name}`, label: labels[name], fault: faults.at(name), value: said[name], onChange: (value: string) => setSaid({ ...said, [name]: value }) });
  return (
    <PanelForm
      act={change} faults={faults} send={t('groupStep.save')} small
      onSend={() => {
        if (!faults.stop(faultsOf(said))) void change.run({ groupId: group.id, ...said }, group.version);
      }}
      onClose={onClose}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} help={<Readers>{t(`groupStep.readers.${group.level}`)}</Readers>} />
      <Prose {...field('purpose')} max={2000} />
    </PanelForm>
  );
}
