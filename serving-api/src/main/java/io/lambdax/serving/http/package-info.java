/** The addresses of the API and of the page, on Javalin. */
package io.lambdax.serving.http;
