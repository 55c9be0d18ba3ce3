import type { OwnSession } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useTexts } from '../i18n/use-texts.js';

type Device = Pick<z.infer<typeof OwnSession>, 'browser' | 'system'>;

/** Says roughly which browser it is: "Firefox på Windows". */
export function useDeviceInWords(): (device: Device) => string {
  const { t } = useTexts();
  return ({ browser, system }) => {
    const name = browser ?? t('myAccount.someBrowser');
    return system ? t('myAccount.on', { browser: name, system }) : name;
  };
}
