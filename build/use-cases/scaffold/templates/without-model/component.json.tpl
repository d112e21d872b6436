{
  "version": "0.1.0",
  "description": {{descriptionJson}}{{requires}},
  "permissions": {
    "greetings.read": "Be greeted"
  }
}
