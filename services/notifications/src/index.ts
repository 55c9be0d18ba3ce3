export { MailSettings, mailSettingsFromEnv } from './mail-settings.js';
export { notifications } from './notifications.module.js';
