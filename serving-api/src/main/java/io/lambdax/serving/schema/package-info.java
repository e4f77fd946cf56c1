/** JSON Schema (2020-12), as it is written in Java: for parameters, answers and problems alike. */
package io.lambdax.serving.schema;
