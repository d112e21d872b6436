/** What the dev server answers by itself, whatever the application serves. */
export const shellPath = '/_tessera/';
/** Where the overlay's script is; a page that wants the overlay loads it. */
export const overlayScriptPath = `${shellPath}overlay.js`;
/** Where the script hears what is wrong: server-sent events. */
export const overlayEventsPath = `${shellPath}problems`;

const style = `
:host { all: initial; }
section { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; box-sizing: border-box; width: min(46rem, calc(100vw - 2rem));
  max-height: min(70vh, 40rem); overflow: auto; padding: .75rem 1rem 1rem; border-radius: 10px; border: 1px solid #f0b4b4; border-top: 4px solid #c4262e;
  background: #fff; color: #1b1f27; font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 8px 30px rgb(0 0 0 / .25); }
header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
h2 { margin: 0; font-size: 1rem; } h3 { margin: .75rem 0 .15rem; font-size: .875rem; overflow-wrap: anywhere; }
p { margin: 0; color: #5a6372; }
pre { margin: .25rem 0 0; padding: .5rem .75rem; overflow-x: auto; border-radius: 6px; background: #f6f7f9; color: inherit; font: 12.5px/1.45 ui-monospace, monospace; }
button { border: 0; background: none; color: #3346b8; font: inherit; cursor: pointer; text-decoration: underline; }
button:focus-visible { outline: 3px solid #3346b8; outline-offset: 2px; }
.folded > :not(header) { display: none; }
@media (prefers-color-scheme: dark) {
  section { background: #1d2128; color: #e8eaee; border-color: #7a3b3f; border-top-color: #ff7b80; } p { color: #a3acba; }
  pre { background: #14171c; } button { color: #a3b1ff; }
}`;

/** The overlay, as the browser gets it: a panel that is there while something is wrong, and follows without a reload. */
export const overlayScript = `(() => {
  const root = document.createElement('tessera-problems').attachShadow({ mode: 'open' });
  const make = (name, text = '') => Object.assign(document.createElement(name), { textContent: text });
  const panel = make('section');
  panel.setAttribute('role', 'status');
  panel.setAttribute('aria-label', 'Problems');
  root.append(make('style', ${JSON.stringify(style)}), panel);

  const fold = (button) => {
    button.textContent = panel.classList.contains('folded') ? 'Show' : 'Hide';
    button.setAttribute('aria-expanded', String(!panel.classList.contains('folded')));
  };
  const show = ({ serving, problems }) => {
    // The page that stands in for the application has done its work.
    if (serving && document.documentElement.hasAttribute('data-waiting')) location.reload();
    if (problems.length === 0) {
      root.host.remove();
      return;
    }
    const header = make('header');
    const button = make('button');
    fold(button);
    button.onclick = () => {
      panel.classList.toggle('folded');
      fold(button);
    };
    header.append(make('h2', problems.length === 1 ? '1 problem' : problems.length + ' problems'), button);
    const note = serving ? 'The last good application keeps serving.' : 'Nothing is served until this is mended.';
    panel.replaceChildren(header, make('p', note), ...problems.flatMap(({ title, place, text }) => [
      make('h3', place ? place + ' \\u00b7 ' + title : title),
      make('pre', text),
    ]));
    document.body.append(root.host);
  };
  new EventSource('${overlayEventsPath}').onmessage = ({ data }) => show(JSON.parse(data));
})();
`;
