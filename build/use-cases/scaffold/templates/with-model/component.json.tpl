{
  "version": "0.1.0",
  "description": {{descriptionJson}}{{requires}}
}
