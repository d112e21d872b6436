# {{component}}

{{description}}

`GET /{{component}}/greetings?name=Ada` greets. Replace it with what the component is for.

Test it with `npm test -- {{componentPath}}`.
