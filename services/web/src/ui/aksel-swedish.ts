import { sv as dateLocale } from 'date-fns/locale/sv';
import type { en } from '@navikt/ds-react/locales';

/** The design system's own texts in Swedish; a missing one is a type error. */
export const akselSwedish: typeof en = {
  global: { dateLocale, showMore: 'Visa mer', showLess: 'Visa mindre', readOnly: 'Skrivskyddat', close: 'Stäng', error: 'Fel', info: 'Information', success: 'Klart', warning: 'Varning', announcement: 'Meddelande' },
  Chips: { Removable: { labelSuffix: 'ta bort' } },
  Combobox: { addOption: 'Lägg till', noMatches: 'Inga träffar', loading: 'Söker…', maxSelected: '{selected} av högst {limit} är valda.' },
  CopyButton: { title: 'Kopiera', activeText: 'Kopierat!' },
  DatePicker: {
    chooseDate: 'Välj datum', chooseDates: 'Välj datum', chooseDateRange: 'Välj start- och slutdatum', chooseMonth: 'Välj månad', week: 'Vecka', weekNumber: 'Vecka {week}', selectWeekNumber: 'Välj vecka {week}', month: 'Månad',
    goToNextMonth: 'Nästa månad', goToPreviousMonth: 'Föregående månad', year: 'År', goToNextYear: 'Nästa år', goToPreviousYear: 'Föregående år', openDatePicker: 'Öppna kalender', openMonthPicker: 'Öppna månadsväljare', closeDatePicker: 'Stäng kalender', closeMonthPicker: 'Stäng månadsväljare',
  },
  ErrorSummary: { heading: 'Rätta följande innan du kan fortsätta:' },
  FileUpload: {
    dropzone: { button: 'Välj fil', buttonMultiple: 'Välj filer', dragAndDrop: 'Dra och släpp en fil här', dragAndDropMultiple: 'Dra och släpp filer här', drop: 'Släpp', or: 'eller', disabled: 'Filuppladdning är avstängd', disabledFilelimit: 'Du kan inte ladda upp fler filer' },
    item: { retryButtonTitle: 'Försök ladda upp filen igen', deleteButtonTitle: 'Ta bort filen', uploading: 'Laddar upp…', downloading: 'Laddar ner…' },
  },
  FormProgress: { step: 'Steg {activeStep} av {totalSteps}', showAllSteps: 'Visa alla steg', hideAllSteps: 'Dölj alla steg' },
  FormSummary: { editAnswer: 'Ändra svar' },
  GuidePanel: { illustrationLabel: 'Illustration' },
  HelpText: { title: 'Mer information' },
  Loader: { title: 'Vänta…' },
  Pagination: { previous: 'Föregående', next: 'Nästa' },
  Process: { active: 'Aktiv' },
  ProgressBar: { progress: '{current} av {max}', progressUnknown: 'Okänd återstående tid, uppskattat {seconds} sekunder.' },
  Search: { clear: 'Töm fältet', search: 'Sök' },
  Textarea: { maxLength: 'Textfält med plats för {maxLength} tecken.', charsTooMany: '{chars} tecken för mycket', charsLeft: '{chars} tecken kvar' },
  Timeline: {
    dateFormat: 'yyyy-MM-dd', dayFormat: 'd MMM', monthFormat: 'MMM yyyy', yearFormat: 'yyyy', Row: { noPeriods: 'Inga perioder', period: '{start} till {end}' },
    Period: { success: 'Klart', warning: 'Varning', danger: 'Fara', info: 'Info', neutral: 'Neutral', period: '{status} från {start} till {end}' }, Pin: { pin: 'Markör: {date}' }, Zoom: { zoom: 'Zooma tidslinjen {start} till {end}', reset: 'Återställ zoom' },
  },
  Tooltip: { shortcutSeparator: 'eller' },
};
