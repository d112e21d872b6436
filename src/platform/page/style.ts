/** The page's style sheet. Colours keep a contrast of at least 4.5 to 1 in both schemes. */
export const style = `
:root {
  --paper: #f6f7f9; --card: #fff; --ink: #1b1f27; --muted: #5a6372; --line: #dde1e8;
  --accent: #3346b8; --get: #14683a; --post: #2546a8; --change: #8a4b08; --delete: #a5262b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1d2128; --ink: #e8eaee; --muted: #a3acba; --line: #323843;
    --accent: #a3b1ff; --get: #6fd39a; --post: #9db4ff; --change: #f0b673; --delete: #ff9a9a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
header { padding-top: 2.5rem; padding-bottom: 0; }
h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em; }
h2 { margin: 0 0 .35rem; font-size: 1.2rem; overflow-wrap: anywhere; }
h3 { margin: 1rem 0 .35rem; font-size: .8rem; color: var(--muted); text-transform: uppercase; letter-spacing: .06em; }
p { margin: 0 0 .35rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
nav { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin-top: .6rem; }
main { columns: 22rem; column-gap: 1.25rem; }
section { break-inside: avoid; margin: 0 0 1.25rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.empty { column-span: all; text-align: center; padding: 3rem 1.25rem; }
.version, .muted { color: var(--muted); }
.version { font-size: .85rem; font-weight: 400; }
.models { display: flex; flex-wrap: wrap; gap: .35rem; margin: 0; padding: 0; list-style: none; }
.models li { padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 999px; font-size: .85rem; }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
td { padding: .22rem 0; border-top: 1px solid var(--line); vertical-align: top; }
tr:first-child td { border-top: 0; }
.method { width: 4.75rem; font-size: .75rem; line-height: 1.5rem; font-weight: 700; letter-spacing: .03em; }
.get { color: var(--get); } .post { color: var(--post); } .put, .patch { color: var(--change); } .delete { color: var(--delete); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 30rem) { header, main { padding-left: .75rem; padding-right: .75rem; } section { padding: .9rem; } }
`;
