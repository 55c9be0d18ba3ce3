export { BellIcon, CalendarIcon, PersonGroupIcon, SunIcon, TasklistIcon } from '@navikt/aksel-icons';
