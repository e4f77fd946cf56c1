// A file of its own, because the page's policy allows no script inside it.
SwaggerUIBundle({
  url: "../v1/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  // Or else the document would be sent to a validator on the internet.
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
  tryItOutEnabled: true,
});
