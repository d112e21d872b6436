import { html, Html } from './html.ts';
import { type Overview } from './overview.ts';
import { style } from './style.ts';

type ComponentView = Overview['components'][number];

/**
 * The overview as a page for people: one file, nothing loaded from elsewhere, readable without style.
 *
 * @param script path of the overlay that `tessera dev` brings; nothing in production.
 */
export function renderPage({ components, links, version }: Overview, script = ''): string {
  const routes = components.reduce((sum, component) => sum + component.routes.length, 0);
  const models = components.reduce((sum, component) => sum + component.models.length, 0);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>Tessera: ${counted(components.length, 'component')}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>Tessera</h1>
          <p class="summary">
            ${counted(components.length, 'component')}, ${counted(models, 'model')},
            ${counted(routes, 'route')} <span class="muted">· version ${version}</span>
          </p>
          <nav aria-label="Platform">
            <a href="${links.docs}">API documentation</a>
            <a href="${links.openapi}">OpenAPI</a>
            <a href="${links.ready}">Health</a>
          </nav>
        </header>
        <main>${components.length === 0 ? nothing() : components.map(card)}</main>
        ${script === '' ? [] : html`<script src="${script}"></script>`}
      </body>
    </html> `.text;
}

function nothing(): Html {
  return html`<section class="empty">
    <h2>No component yet</h2>
    <p>Put a folder with a module into <code>src/components/</code> and build again: it appears here.</p>
  </section>`;
}

function card({
  name,
  version,
  state,
  description,
  requires,
  models,
  permissions,
  routes,
}: ComponentView): Html {
  const id = `component-${name}`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${name} <span class="version">${version}</span></h2>
    ${description === null ? [] : html`<p>${description}</p>`}
    ${requires.length === 0 ? [] : html`<p class="muted">Needs ${list(requires)}</p>`}
    ${
      models.length === 0
        ? []
        : html`<h3>Models</h3>
            <ul class="models">
              ${models.map((model) => html`<li><code>${model}</code></li>`)}
            </ul>`
    }
    ${
      Object.keys(permissions).length === 0
        ? []
        : html`<h3>Permissions</h3>
            <ul class="permissions">
              ${Object.entries(permissions).map(([permission, means]) => html`<li><code>${name}:${permission}</code> <span class="muted">${means}</span></li>`)}
            </ul>`
    }
    ${routes.length === 0 ? html`<p class="muted">${noRoutes[state]}</p>` : routeTable(name, routes)}
  </section>`;
}

const noRoutes: Readonly<Record<ComponentView['state'], string>> = {
  enabled: 'No routes: data only.',
  disabled: 'Disabled: its data stays, nothing of it is served.',
  retired: 'Retired: its tables stay, and nothing else of it.',
};

function routeTable(name: string, routes: ComponentView['routes']): Html {
  return html`<h3>Routes</h3>
    <table>
      <caption class="hidden">
        Routes of ${name}
      </caption>
      <thead class="hidden">
        <tr>
          <th scope="col">Method</th>
          <th scope="col">Path</th>
          <th scope="col">Needs</th>
        </tr>
      </thead>
      <tbody>
        ${routes.map(
          ({ method, path, access }) =>
            html`<tr>
              <td class="method ${method.toLowerCase()}">${method}</td>
              <td><code>${path}</code></td>
              <td class="muted"><code>${access}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function list(names: readonly string[]): Html[] {
  return names.map((name) => html`<a href="#component-${name}">${name}</a>`);
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
