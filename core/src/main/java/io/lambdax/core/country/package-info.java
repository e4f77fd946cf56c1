/** What a country is called: one entity for every code and name that a source may use. */
package io.lambdax.core.country;
