/**
 * The contract of the API, an OpenAPI 3.1 document, made from what requests are read by and from
 * the schemas that stand beside the code that writes the answers.
 */
package io.lambdax.serving.contract;
