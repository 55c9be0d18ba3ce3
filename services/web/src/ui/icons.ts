export { BellIcon, CalendarIcon, PersonGroupIcon, SunIcon } from '@navikt/aksel-icons';
