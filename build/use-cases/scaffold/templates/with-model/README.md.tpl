# {{component}}

{{description}}

| Route                                                  | What it does                                               |
| ------------------------------------------------------ | ---------------------------------------------------------- |
| `POST /{{component}}/{{resources}}`                    | create; 201 with `Location`                                |
| `GET /{{component}}/{{resources}}`                     | list; `q`, `sort` (`createdAt`, `name`), `limit`, `cursor` |
| `GET`, `PATCH`, `DELETE /{{component}}/{{resources}}/:id` | one of them                                             |

The routes ask for `{{component}}:{{resources}}.read` and `{{component}}:{{resources}}.write`, which `component.json` declares.

`npx tessera component test {{component}}` boots it with what it requires alone, runs its tests and looks whether it
behaves; `npm test -- {{componentPath}}` runs the tests only.
