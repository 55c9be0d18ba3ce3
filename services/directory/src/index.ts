export { directory, directoryMigrations, startDirectory } from './directory.js';
export { importDirectory, type Imported } from './import/import-directory.js';
export { BadDirectoryFile, type Fault } from './import/bad-file.js';
export { openDirectory, type OpenDirectory } from './open-directory.js';
export { republish } from './republish.js';
export { demoAccounts, type DemoAccount } from './demo/demo-accounts.js';
export { demoMeetings, type DemoMeeting } from './demo/demo-meetings.js';
export { demoAgendas, type DemoAgenda, type DemoItem } from './demo/demo-agendas.js';
export { demoRequests, type DemoRequest } from './demo/demo-requests.js';
