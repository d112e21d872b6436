# {{component}}

{{description}}

| Route                                                  | What it does                                               |
| ------------------------------------------------------ | ---------------------------------------------------------- |
| `POST /{{component}}/{{resources}}`                    | create; 201 with `Location`                                |
| `GET /{{component}}/{{resources}}`                     | list; `q`, `sort` (`createdAt`, `name`), `limit`, `cursor` |
| `GET`, `PATCH`, `DELETE /{{component}}/{{resources}}/:id` | one of them                                             |

Test it with `npm test -- {{componentPath}}`.
