/** The style sheet of the demo's own pages: readable at 360 px, focus always visible, nothing fetched from elsewhere. */
export const STYLE = `
:root { color-scheme: light; font: 1rem/1.5 "Source Sans 3", system-ui, sans-serif; color: #202733; background: #f4f5f7; }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0 .5rem; }
.note { border-left: .25rem solid #b25f00; background: #fff4e5; padding: .5rem .75rem; margin: 0 0 1rem; }
form { margin: 0 0 1rem; }
fieldset { border: 1px solid #aab0ba; border-radius: .5rem; background: #fff; margin: 0 0 1rem; padding: .5rem .75rem .75rem; min-width: 0; }
legend { font-weight: 600; padding: 0 .25rem; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .5rem; list-style: none; margin: 0; padding: 0; }
button, input { font: inherit; min-height: 2.75rem; border-radius: .375rem; box-sizing: border-box; }
button { cursor: pointer; border: 1px solid #0b4f8a; background: #fff; color: #0b4f8a; padding: .375rem .75rem; text-align: left; overflow-wrap: anywhere; }
.people button { width: 100%; height: 100%; }
button.main { background: #0b4f8a; color: #fff; text-align: center; }
button:hover { background: #e6f0f9; } button.main:hover { background: #083c69; }
button small { display: block; color: #4a5361; font-size: .9375rem; }
:focus-visible { outline: .1875rem solid #0b4f8a; outline-offset: .125rem; }
.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.search label { flex: 1 1 14rem; font-weight: 600; } .search input { display: block; width: 100%; border: 1px solid #6f7785; padding: .375rem .5rem; }
table { border-collapse: collapse; width: 100%; background: #fff; } th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #d5d9e0; vertical-align: top; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; border: 1px solid #d5d9e0; border-radius: .5rem; padding: .75rem; }
a { color: #0b4f8a; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
`;
