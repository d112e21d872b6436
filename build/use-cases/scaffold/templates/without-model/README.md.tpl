# {{component}}

{{description}}

`GET /{{component}}/greetings?name=Ada` greets. Replace it with what the component is for.

It asks for `{{component}}:greetings.read`, which `component.json` declares.

`npx tessera component test {{component}}` boots it with what it requires alone, runs its tests and looks whether it
behaves; `npm test -- {{componentPath}}` runs the tests only.
