export { BellIcon, CalendarIcon, EnvelopeClosedIcon, MenuElipsisHorizontalIcon, PersonGroupIcon, SunIcon, TasklistIcon } from '@navikt/aksel-icons';
