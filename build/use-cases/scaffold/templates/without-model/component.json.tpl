{
  "version": "0.1.0",
  "description": {{descriptionJson}},
  "engines": { "tessera": "{{platformRange}}" }{{requires}},
  "permissions": {
    "greetings.read": "Be greeted"
  }
}
