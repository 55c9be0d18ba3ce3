export { BellIcon, CalendarIcon, EnvelopeClosedIcon, KeyHorizontalIcon, MenuElipsisHorizontalIcon, PersonGroupIcon, SunIcon, TasklistIcon } from '@navikt/aksel-icons';
