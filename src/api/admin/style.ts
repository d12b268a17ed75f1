/** Colours never say anything alone: each state has its letter or word beside it. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d0d7de; --soft: #f6f8fa; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0f1419; --line: #30363d; --soft: #161b22; --link: #79b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { padding: .75rem 1rem; border-bottom: 1px solid var(--line); background: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
nav a[aria-current] { font-weight: 700; text-decoration: none; color: inherit; }
main { max-width: 70rem; margin: 0 auto; padding: 0 1rem 3rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
a { color: var(--link); }
.wide { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem; border-bottom: 1px solid var(--line); }
td { min-width: 6.5rem; }
td:last-child { min-width: 12rem; }
th[scope=row] { font-weight: 600; }
.name, .key { overflow-wrap: anywhere; min-width: 8rem; }
.key { font-family: ui-monospace, monospace; font-size: .85rem; }
form { margin: .5rem 0; }
nav form, td form { margin: 0; }
button, input { font: inherit; color: inherit; padding: .35rem .75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); }
button { cursor: pointer; }
label { display: block; font-weight: 600; }
input:not([type=hidden]) { width: 100%; max-width: 28rem; display: block; margin: .25rem 0 .75rem; }
.said, .problem { padding: .5rem .75rem; border-left: 4px solid #1a7f37; background: var(--soft); overflow-wrap: anywhere; }
.problem { border-color: #b3261e; }
.state::before { content: "● "; }
.up::before { color: #1a7f37; } .degraded::before { color: #b7791f; } .down::before { color: #b3261e; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; }
.pager { display: flex; gap: 1rem; }
.months { display: flex; flex-wrap: wrap; gap: 1.5rem; }
.month caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
.month td { padding: 1px; border: 0; min-width: 0; }
.month th { border: 0; padding: 0 .3rem; font-weight: 400; font-size: .8rem; text-align: center; }
.day { display: inline-block; min-width: 2.7rem; padding: .2rem .3rem; border-radius: 4px; color: #1b1f24; text-decoration: none; text-align: center; background: #e7ebef; }
a.day:hover, a.day:focus { outline: 2px solid var(--link); }
.day.not-over { background: none; color: inherit; opacity: .5; }
.day.complete, .day.final { background: #b7e4c0; } .day.partial { background: #ffe08a; }
.day.held-back { background: #ffb4ab; } .day.no-data { background: #cfd8e3; }
.day.not-read-yet { background: #d7e3ff; } .day.not-kept { background: #eceff1; }
`;
