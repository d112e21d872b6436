{
  "version": "0.1.0",
  "description": {{descriptionJson}},
  "engines": { "tessera": "{{platformRange}}" }{{requires}},
  "permissions": {
    "{{resources}}.read": "See {{words}}",
    "{{resources}}.write": "Create, change and delete {{words}}"
  },
  "roles": {
    "viewer": ["{{resources}}.read"],
    "editor": ["{{resources}}.*"]
  }
}
