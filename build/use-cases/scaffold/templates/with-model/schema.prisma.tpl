/// One of the {{words}}.
model {{Model}} {
{{schemaFields}}

  // The list endpoint sorts by these.
  @@index([createdAt])
  @@index([name]){{relationIndex}}
}
